import { type ImportChoice, type ImportFormat, type ImportPreview, itemId } from '@regent/core';
import { createSignal, Match, Show, Switch } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { itemsChanged } from '../../lib/query-client.ts';
import { useReview } from '../../lib/review.ts';
import { Button } from '../../ui/button.tsx';
import { Pane } from '../../ui/pane.tsx';
import { Segments } from '../../ui/segments.tsx';
import { FailureBanner } from '../../ui/states.tsx';
import { FilesForm } from './files.tsx';
import { LiveForm } from './live.tsx';
import { Preview } from './preview.tsx';
import type { Files, Source } from './source.ts';
import { Unlock } from './unlock.tsx';
import './import.css';

type From = 'file' | 'live' | 'database';
const noFiles: Files = { text: '', others: [] };
const formatWords: Readonly<Record<ImportFormat, string>> = {
  yaml: 'config.yaml of LiteLLM',
  declarative: 'declarative configuration',
  predecessor: 'export of LLM-Proxy UI',
  items: 'export of Regent',
  age: 'encrypted export of Regent',
  live: 'running LiteLLM',
  database: 'database of LiteLLM',
};

/** Any configuration becomes staged items: what would be taken is shown first, line by line. */
export default function Import() {
  const review = useReview();
  const [from, setFrom] = createSignal<From>('file');
  const [files, setFiles] = createSignal<Files>(noFiles);
  const [source, setSource] = createSignal<Source | null>(null);
  const [preview, setPreview] = createSignal<ImportPreview | null>(null);
  const [choices, setChoices] = createSignal<Readonly<Record<string, ImportChoice>>>({});
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const forget = () => {
    setPreview(null);
    setSource(null);
    setError(null);
  };
  const look = (next: Source) =>
    void attempt(async () => {
      setPreview(await api.import.preview.mutate(next));
      setSource(next);
      setChoices({});
    });
  const lookAtFiles = () => {
    const { text, others } = files();
    look({ from: 'file', text, ...(others.length > 0 ? { files: [...others] } : {}) });
  };
  const unlock = (secret: string) => {
    const locked = source();
    if (locked?.from === 'database') look({ ...locked, saltKey: secret });
    else if (locked?.from === 'file') look({ ...locked, passphrase: secret });
  };
  const stage = async () => {
    const chosen = source();
    if (chosen === null) return;
    await api.import.stage.mutate({ ...chosen, choices: { ...choices() } });
    itemsChanged();
    review.open();
  };
  const willStage = () =>
    (preview()?.entries ?? []).filter(({ item, against }) => against !== 'same' && choices()[itemId(item)] !== 'keep')
      .length;
  const stageButton = () => (
    <Show when={willStage() > 0}>
      <Button look="filled" busy={busy()} onClick={() => void attempt(stage)}>
        Stage {plural(willStage(), 'item')}
      </Button>
    </Show>
  );
  return (
    <Pane title="Import" grouped action={stageButton()}>
      <div class="scroll" tabIndex={0}>
        <div class="page import">
          <Segments
            role="tabs"
            label="From"
            value={from()}
            options={[
              { value: 'file', label: 'Files' },
              { value: 'live', label: 'A running LiteLLM' },
              { value: 'database', label: 'Its database' },
            ]}
            onChange={(next) => {
              setFrom(next);
              forget();
            }}
          />
          <Switch>
            <Match when={from() === 'file'}>
              <FilesForm
                files={files()}
                busy={busy()}
                small={preview() !== null}
                onChange={(next) => {
                  setFiles(next);
                  forget();
                }}
                onLook={lookAtFiles}
              />
            </Match>
            <Match when={from() === 'live'}>
              <LiveForm busy={busy()} onLook={look} />
            </Match>
            <Match when={from() === 'database'}>
              <section class="drop line">
                <p class="quiet">
                  Models, credentials and settings that somebody made in LiteLLM’s own admin and that its database still
                  holds. Regent runs LiteLLM from its file only, so they are without effect until they are imported.
                </p>
                <span class="push" />
                <Button look="filled" busy={busy()} onClick={() => look({ from: 'database' })}>
                  Look at it
                </Button>
              </section>
            </Match>
          </Switch>
          <Show when={error()}>{(failure) => <FailureBanner error={failure()} />}</Show>
          <Show when={preview()}>
            {(seen) => (
              <>
                <p class="quiet">Recognised as: {formatWords[seen().format]}.</p>
                <Show when={seen().wants}>{(wants) => <Unlock wants={wants()} busy={busy()} onUnlock={unlock} />}</Show>
                <Preview
                  preview={seen()}
                  choices={choices()}
                  onChoose={(chosen) => setChoices({ ...choices(), ...chosen })}
                />
                <div class="line">
                  <span class="push" />
                  {stageButton()}
                </div>
              </>
            )}
          </Show>
        </div>
      </div>
    </Pane>
  );
}
