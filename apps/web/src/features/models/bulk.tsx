import type { Json, ModelView } from '@regent/core';
import { createSignal } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { specOf } from '../../lib/item/specs.ts';
import { textToJson } from '../../lib/item/free-value.ts';
import { type Path, withValue } from '../../lib/item/path.ts';
import { itemsChanged } from '../../lib/query-client.ts';
import { Button } from '../../ui/button.tsx';
import { Row, Select, TextInput } from '../../ui/field.tsx';
import { Inspector } from '../../ui/inspector.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';

const settable = [
  'tpm',
  'rpm',
  'max_parallel_requests',
  'timeout',
  'stream_timeout',
  'max_retries',
  'weight',
  'order',
  'api_base',
  'api_version',
  'litellm_credential_name',
];

/** One change for every selected deployment, staged in one step. */
export default function BulkInspector(props: { readonly models: readonly ModelView[]; readonly onClose: () => void }) {
  const [key, setKey] = createSignal('tpm');
  const [text, setText] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const count = () => plural(props.models.length, 'deployment');

  const stage = async (change: (model: ModelView) => ModelView['data'], done: string) => {
    setBusy(true);
    const before = props.models;
    try {
      const items = before.map((model) => ({
        kind: 'model' as const,
        key: model.key,
        data: change(model),
        baseVersion: model.version,
      }));
      const results = await api.item.saveMany.mutate({ items });
      itemsChanged();
      toast(
        `${done} in staging`,
        () =>
          void undo(
            before,
            results.map(({ item }) => item?.version ?? 0),
          ),
      );
    } catch (error) {
      toastFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const undo = async (before: readonly ModelView[], versions: readonly number[]) => {
    try {
      await api.item.saveMany.mutate({
        items: before.map((model, at) => ({
          kind: 'model' as const,
          key: model.key,
          data: model.data,
          baseVersion: versions[at] ?? 0,
        })),
      });
    } catch (error) {
      toastFailure(error);
    } finally {
      itemsChanged();
    }
  };
  const setField = () => {
    const read = textToJson(text());
    const path = ['litellm_params', key()];
    if (read.ok) void stage(setTo(path, read.value), `Set ${key()} of ${count()}`);
  };
  return (
    <Inspector title={`${count()} selected`} onClose={props.onClose}>
      <section class="group">
        <Row label="Field">
          {(ids) => (
            <Select
              id={ids.input}
              value={key()}
              options={settable.map((value) => ({ value, label: specOf('model', ['litellm_params', value]).label }))}
              onValue={setKey}
            />
          )}
        </Row>
        <Row
          label="Value"
          help={specOf('model', ['litellm_params', key()]).help}
          origin={{ state: 'default', text: 'Blank removes the field' }}
        >
          {(ids) => (
            <TextInput
              id={ids.input}
              value={text()}
              onValue={setText}
              unit={specOf('model', ['litellm_params', key()]).unit}
            />
          )}
        </Row>
        <div class="item">
          <span class="push" />
          <Button look="filled" busy={busy()} disabled={props.models.length === 0} onClick={setField}>
            Set for {count()}
          </Button>
        </div>
      </section>
      <section class="group">
        <div class="item">
          <Button
            disabled={props.models.length === 0}
            onClick={() =>
              void stage((model) => withValue(model.data, ['$regent', 'enabled'], undefined), `Enabled ${count()}`)
            }
          >
            Enable
          </Button>
          <Button
            disabled={props.models.length === 0}
            onClick={() =>
              void stage((model) => withValue(model.data, ['$regent', 'enabled'], false), `Disabled ${count()}`)
            }
          >
            Disable
          </Button>
        </div>
      </section>
    </Inspector>
  );
}

function setTo(path: Path, value: Json | undefined): (model: ModelView) => ModelView['data'] {
  return (model) => withValue(model.data, path, value);
}
