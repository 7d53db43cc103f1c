import type { Json, ModelView } from '@regent/core';
import { createMemo, createSignal, For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { ValueControl } from '../../lib/item/controls/control.tsx';
import { shortValue } from '../../lib/item/draft.ts';
import type { Path } from '../../lib/item/path.ts';
import { specOf } from '../../lib/item/specs.ts';
import { itemsChanged } from '../../lib/query-client.ts';
import { Button } from '../../ui/button.tsx';
import { Row, Select } from '../../ui/field.tsx';
import { Inspector } from '../../ui/inspector.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';
import { type BulkEdit, changedBy, savesOf } from './bulk-edit.ts';
import { upstream } from './grouping.ts';

const ENABLED: Path = ['$regent', 'enabled'];
const SHOWN = 50;

const settable: readonly Path[] = [
  ENABLED,
  ...[
    'tpm',
    'rpm',
    'max_parallel_requests',
    'timeout',
    'stream_timeout',
    'num_retries',
    'max_retries',
    'cooldown_time',
    'weight',
    'order',
    'tags',
    'max_budget',
    'budget_duration',
    'api_base',
    'api_version',
    'region_name',
    'litellm_credential_name',
    'drop_params',
  ].map((key) => ['litellm_params', key]),
  ...['mode', 'access_groups', 'team_id', 'discoverable', 'disable_background_health_check'].map((key) => [
    'model_info',
    key,
  ]),
];

/** One change for every selected deployment: shown for each before it is staged, staged in one step. */
export default function BulkInspector(props: { readonly models: readonly ModelView[]; readonly onClose: () => void }) {
  const [path, setPath] = createSignal(settable[1] ?? ENABLED);
  const [value, setValue] = createSignal<Json | undefined>();
  const [busy, setBusy] = createSignal(false);
  const edit = (): BulkEdit => ({ path: path(), value: value() });
  const changes = createMemo(() => changedBy(props.models, edit()));
  const shown = (one: Json | undefined) => {
    if (path() === ENABLED) return one === false ? 'disabled' : 'enabled';
    return one === undefined ? 'not set' : shortValue(one);
  };
  const choose = (name: string) => {
    setValue(undefined);
    setPath(settable.find((one) => one.join('.') === name) ?? ENABLED);
  };
  const stage = async () => {
    setBusy(true);
    const changed = changes();
    try {
      const results = await api.item.saveMany.mutate({ items: savesOf(changed, edit()) });
      const versions = results.map(({ item }) => item?.version ?? 0);
      toast(
        `Staged ${plural(changed.length, 'deployment')}`,
        () =>
          void putBack(
            changed.map(({ model }) => model),
            versions,
          ),
      );
    } catch (error) {
      toastFailure(error);
    } finally {
      itemsChanged();
      setBusy(false);
    }
  };
  return (
    <Inspector
      title={`${plural(props.models.length, 'deployment')} selected`}
      onClose={props.onClose}
      footer={
        <>
          <span class="quiet">{props.models.length === 0 ? 'Select rows in the list' : ''}</span>
          <span class="push" />
          <Button look="filled" busy={busy()} disabled={changes().length === 0} onClick={() => void stage()}>
            Stage for {plural(changes().length, 'deployment')}
          </Button>
        </>
      }
    >
      <section class="group">
        <Row label="Field">
          {(ids) => (
            <Select
              id={ids.input}
              value={path().join('.')}
              options={settable.map((one) => ({ value: one.join('.'), label: labelOf(one) }))}
              onValue={choose}
            />
          )}
        </Row>
        <Row
          label="Value"
          help={path() === ENABLED ? undefined : `${specOf('model', path()).help} Blank removes the field.`}
        >
          {(ids) => (
            <Show
              when={path() !== ENABLED}
              fallback={
                <Select
                  id={ids.input}
                  value={value() === false ? 'off' : 'on'}
                  options={[
                    { value: 'on', label: 'Enabled' },
                    { value: 'off', label: 'Disabled' },
                  ]}
                  onValue={(next) => setValue(next === 'off' ? false : undefined)}
                />
              }
            >
              <ValueControl
                spec={specOf('model', path())}
                value={value()}
                saved={undefined}
                ids={ids}
                staged={false}
                disabled={false}
                onValue={setValue}
              />
            </Show>
          )}
        </Row>
      </section>
      <section>
        <div class="group-title">
          <h3>What this would stage</h3>
        </div>
        <ul class="group" aria-label="What this would stage">
          <For
            each={changes().slice(0, SHOWN)}
            fallback={<li class="item quiet">Nothing: every selected deployment says so already.</li>}
          >
            {({ model, before }) => (
              <li class="item">
                <span class="clip">{upstream(model) || model.name}</span>
                <span class="push" />
                <del>{shown(before)}</del> <ins>{shown(value())}</ins>
              </li>
            )}
          </For>
          <Show when={changes().length > SHOWN}>
            <li class="item quiet">and {changes().length - SHOWN} more</li>
          </Show>
        </ul>
      </section>
    </Inspector>
  );
}

function labelOf(path: Path): string {
  return path === ENABLED ? 'Enabled' : specOf('model', path).label;
}

async function putBack(before: readonly ModelView[], versions: readonly number[]): Promise<void> {
  try {
    await api.item.saveMany.mutate({
      items: before.map(({ key, data }, at) => ({ kind: 'model' as const, key, data, baseVersion: versions[at] ?? 0 })),
    });
  } catch (error) {
    toastFailure(error);
  } finally {
    itemsChanged();
  }
}
