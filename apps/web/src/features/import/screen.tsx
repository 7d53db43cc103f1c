import type { ImportPreview } from '@regent/core';
import { createSignal, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { itemsChanged } from '../../lib/query-client.ts';
import { useReview } from '../../lib/review.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Pane } from '../../ui/pane.tsx';
import { FailureBanner } from '../../ui/states.tsx';
import { Preview } from './preview.tsx';
import './import.css';

type Files = readonly { readonly name: string; readonly text: string }[];

/** A `config.yaml` becomes staged items: what would be taken is shown first, line by line. */
export default function Import() {
  const review = useReview();
  const [text, setText] = createSignal('');
  const [files, setFiles] = createSignal<Files>([]);
  const [preview, setPreview] = createSignal<ImportPreview | null>(null);
  const [choices, setChoices] = createSignal<Readonly<Record<string, 'take' | 'keep'>>>({});
  const [busy, setBusy] = createSignal(false);
  const [dragging, setDragging] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  let chooser!: HTMLInputElement;

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
  const source = () => ({ text: text(), ...(files().length > 0 ? { files: [...files()] } : {}) });
  const look = async () => {
    setPreview(await api.import.preview.mutate(source()));
    setChoices({});
  };
  const stage = async () => {
    await api.import.stage.mutate({ ...source(), choices: { ...choices() } });
    itemsChanged();
    review.open();
  };
  const read = async (list: FileList | null) => {
    const loaded = await Promise.all(
      [...(list ?? [])].map(async (file) => ({ name: file.name, text: await file.text() })),
    );
    // The file with the models is the configuration; the others are what it includes.
    const main = loaded.find((file) => /^model_list\s*:/m.test(file.text) && /config/i.test(file.name)) ?? loaded[0];
    if (!main) return;
    setText(main.text);
    setFiles(loaded.filter((file) => file !== main));
    await attempt(look);
  };
  const willStage = () =>
    (preview()?.entries ?? []).filter(
      ({ item, against }) => against !== 'same' && choices()[`${item.kind}/${item.key}`] !== 'keep',
    ).length;
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
          <section
            class="drop stack"
            classList={{ over: dragging() }}
            onDragOver={(event) => {
              event.preventDefault();
              setDragging(true);
            }}
            onDragLeave={() => setDragging(false)}
            onDrop={(event) => {
              event.preventDefault();
              setDragging(false);
              void read(event.dataTransfer?.files ?? null);
            }}
          >
            <div class="line">
              <p class="quiet">
                Choose a LiteLLM config.yaml with the files it includes, drop them here, or paste the text. Nothing is
                staged before you have seen it.
              </p>
              <span class="push" />
              <input
                ref={(element) => (chooser = element)}
                type="file"
                multiple
                hidden
                accept=".yaml,.yml,text/yaml"
                onChange={(event) => void read(event.currentTarget.files)}
              />
              <Button icon="upload" look={preview() ? undefined : 'filled'} onClick={() => chooser.click()}>
                Choose files…
              </Button>
            </div>
            <TextArea
              label="Text of config.yaml"
              rows={preview() ? 3 : 14}
              placeholder={'model_list:\n  - model_name: gpt-5\n    litellm_params:\n      model: openai/gpt-5'}
              value={text()}
              onValue={(next) => {
                setText(next);
                setPreview(null);
              }}
            />
            <div class="line">
              <Show when={files().length > 0}>
                <small>
                  with{' '}
                  {files()
                    .map(({ name }) => name)
                    .join(', ')}
                </small>
              </Show>
              <span class="push" />
              <Button busy={busy() && !preview()} disabled={text().trim() === ''} onClick={() => void attempt(look)}>
                Look at it
              </Button>
            </div>
          </section>
          <Show when={error()}>{(failure) => <FailureBanner error={failure()} />}</Show>
          <Show when={preview()}>
            {(seen) => (
              <>
                <Preview
                  preview={seen()}
                  choices={choices()}
                  onChoose={(id, choice) => setChoices({ ...choices(), [id]: choice })}
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
