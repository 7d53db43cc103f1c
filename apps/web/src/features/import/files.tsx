import { createSignal, Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { arranged, type Files } from './source.ts';

/** Chooses, drops or pastes files. */
export function FilesForm(props: {
  readonly files: Files;
  readonly busy: boolean;
  /** Something is shown already: the text steps back. */
  readonly small: boolean;
  readonly onChange: (files: Files) => void;
  readonly onLook: () => void;
}) {
  const [dragging, setDragging] = createSignal(false);
  let chooser!: HTMLInputElement;
  const read = async (list: FileList | null) => {
    const loaded = await Promise.all(
      [...(list ?? [])].map(async (file) => ({ name: file.name, text: await file.text() })),
    );
    const files = arranged(loaded);
    if (!files) return;
    props.onChange(files);
    props.onLook();
  };
  return (
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
          A LiteLLM config.yaml with the files it includes, a declarative config.json with its config.local.json, an
          export of Regent or of LLM-Proxy UI. Choose them together, drop them here, or paste the text.
        </p>
        <span class="push" />
        <input
          ref={(element) => (chooser = element)}
          type="file"
          multiple
          hidden
          accept=".yaml,.yml,.json,.age,text/yaml,application/json"
          onChange={(event) => void read(event.currentTarget.files)}
        />
        <Button icon="upload" look={props.small ? undefined : 'filled'} onClick={() => chooser.click()}>
          Choose files…
        </Button>
      </div>
      <TextArea
        label="Text of config.yaml"
        rows={props.small ? 3 : 14}
        placeholder={'model_list:\n  - model_name: gpt-5\n    litellm_params:\n      model: openai/gpt-5'}
        value={props.files.text}
        onValue={(text) => props.onChange({ ...props.files, text })}
      />
      <div class="line">
        <Show when={props.files.others.length > 0}>
          <small>with {props.files.others.map(({ name }) => name).join(', ')}</small>
        </Show>
        <span class="push" />
        <Button
          busy={props.busy && !props.small}
          disabled={props.files.text.trim() === ''}
          onClick={() => props.onLook()}
        >
          Look at it
        </Button>
      </div>
    </section>
  );
}
