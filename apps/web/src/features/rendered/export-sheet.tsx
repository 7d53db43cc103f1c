import type { ExportFormat } from '@regent/core';
import { createSignal, For, Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Row, Select, Switch, TextInput } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { FailureBanner } from '../../ui/states.tsx';
import { downloadExport } from './download.ts';

const formats: readonly { readonly value: ExportFormat; readonly label: string; readonly about: string }[] = [
  {
    value: 'yaml',
    label: 'config.yaml, redacted',
    about: 'To look at or to send to somebody. A placeholder stands for each secret.',
  },
  {
    value: 'env',
    label: 'config.yaml with os.environ/… references',
    about: 'For a plain LiteLLM. Each secret is read from a variable; the next format is the template of those.',
  },
  {
    value: 'dotenv',
    label: 'Template of the variables (.env)',
    about: 'Every variable that the configuration reads, to be filled in.',
  },
  {
    value: 'json',
    label: 'Items as JSON, without secrets',
    about: 'For a repository, or for this installation to read again.',
  },
  {
    value: 'age',
    label: 'Items with secrets, encrypted (age)',
    about: 'For another Regent. Only the owner of the identity can open it.',
  },
  {
    value: 'eject',
    label: 'Everything for a plain LiteLLM (zip)',
    about: 'Compose file, config.yaml, .env template and how to take the database along. Runs without Regent.',
  },
];

/** Gives the configuration out in one of its formats. Nothing secret leaves unencrypted. */
export default function ExportSheet(props: { readonly onClose: () => void }) {
  const [format, setFormat] = createSignal<ExportFormat>('yaml');
  const [staged, setStaged] = createSignal(false);
  const [recipient, setRecipient] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  const download = async () => {
    setBusy(true);
    setError(null);
    try {
      await downloadExport({ format: format(), staged: staged(), recipient: recipient().trim() });
      props.onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Sheet
      title="Export"
      subtitle="Leaves an entry in the audit log"
      narrow
      onClose={props.onClose}
      footer={
        <>
          <span class="push" />
          <Button
            look="filled"
            icon="backup"
            busy={busy()}
            disabled={format() === 'age' && recipient().trim() === ''}
            onClick={() => void download()}
          >
            Download
          </Button>
        </>
      }
    >
      <div class="body stack">
        <div class="group">
          <Row label="Format">
            {(ids) => (
              <>
                <Select
                  id={ids.input}
                  value={format()}
                  options={formats}
                  onValue={(value) => setFormat(formats.find((one) => one.value === value)?.value ?? 'yaml')}
                />
                <For each={formats.filter(({ value }) => value === format())}>
                  {(one) => <p class="origin default">{one.about}</p>}
                </For>
              </>
            )}
          </Row>
          <Show when={format() === 'age'}>
            <Row label="Recipient" help={'`age-keygen` makes a pair: give the public half here, keep the identity.'}>
              {(ids) => (
                <TextInput id={ids.input} mono placeholder="age1…" value={recipient()} onValue={setRecipient} />
              )}
            </Row>
          </Show>
          <Row label="With what is staged">{(ids) => <Switch id={ids.input} on={staged()} onChange={setStaged} />}</Row>
        </div>
        <Show when={error()}>{(failure) => <FailureBanner error={failure()} />}</Show>
      </div>
    </Sheet>
  );
}
