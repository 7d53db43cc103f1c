import type { PromptMessage, PromptPreview, PromptRendered } from '@regent/core';
import { createEffect, createMemo, createSignal, For, on, onCleanup, Show } from 'solid-js';
import { api } from '../../../lib/api.ts';
import type { ItemSection } from '../../../lib/item/item-inspector.tsx';
import type { ItemTab } from '../../../lib/item/list-screen.tsx';
import { withPlaceholders } from '../../../lib/item/secret-stash.ts';
import { useQuery } from '../../../lib/query.ts';
import { createTrial, TrialRow } from '../../../lib/trial/trial.tsx';
import { Combobox } from '../../../ui/combobox.tsx';
import { FindingLine, Row, TextArea } from '../../../ui/field.tsx';
import { Loaded } from '../../../ui/states.tsx';

/** The messages that a prompt becomes with values of one's own, as it is typed; on request a model answers them. */
export const tryPromptTab: ItemTab = {
  value: 'try',
  label: 'Try',
  body: (section) => <TryPrompt {...section} />,
};

const TYPING_PAUSE_MS = 250;

function TryPrompt(props: ItemSection) {
  const [values, setValues] = createSignal<Readonly<Record<string, string>>>({});
  const typed = createMemo(() => ({ data: withPlaceholders(props.draft.data()), values: values() }));
  const settled = createPaused(typed);
  const preview = useQuery(() => ({
    queryKey: ['prompt.preview', settled()],
    queryFn: () => api.prompt.preview.mutate(settled()),
    retry: false,
    gcTime: 30_000,
    placeholderData: (last: PromptPreview | undefined) => last,
  }));
  return (
    <Loaded query={preview} what="The prompt could not be read." rows={3}>
      {(found) => (
        <Show when={rendered(found())} fallback={<p class="quiet">{reasonOf(found())}</p>}>
          {(template) => (
            <>
              <Variables
                template={template()}
                values={values()}
                onValue={(name, value) => setValues({ ...values(), [name]: value })}
              />
              <Messages template={template()} />
              <Send section={props} typed={typed()} template={template()} />
            </>
          )}
        </Show>
      )}
    </Loaded>
  );
}

function Variables(props: {
  readonly template: PromptRendered;
  readonly values: Readonly<Record<string, string>>;
  readonly onValue: (name: string, value: string) => void;
}) {
  const names = createMemo(() => props.template.variables.map(({ name }) => name));
  const variable = (name: string) => props.template.variables.find((one) => one.name === name);
  const missing = () => props.template.variables.filter(({ given }) => !given).map(({ name }) => name);
  return (
    <Show when={names().length > 0} fallback={<p class="quiet">It takes no variables.</p>}>
      <section>
        <div class="group-title">
          <h3>Variables</h3>
        </div>
        <div class="group">
          <For each={names()}>
            {(name) => (
              <Row
                label={name}
                help={typeWords(variable(name)?.type ?? 'string')}
                findings={problemOf(variable(name)?.problem ?? null)}
              >
                {(ids) => (
                  <TextArea
                    id={ids.input}
                    describedBy={ids.notes}
                    rows={1}
                    mono={false}
                    value={props.values[name] ?? ''}
                    onValue={(value) => props.onValue(name, value)}
                  />
                )}
              </Row>
            )}
          </For>
          <Show when={missing().length > 0}>
            <p class="item quiet" role="status">
              Missing: {missing().join(', ')}. LiteLLM leaves an empty place for each.
            </p>
          </Show>
        </div>
      </section>
    </Show>
  );
}

function Messages(props: { readonly template: PromptRendered }) {
  const parameters = () =>
    Object.entries(props.template.parameters).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return (
    <section>
      <div class="group-title">
        <h3>What is sent</h3>
        <small>as LiteLLM fills it in</small>
      </div>
      <div class="group">
        <For each={props.template.messages ?? []}>{(message) => <Message message={message} />}</For>
        <Show when={parameters().length > 0}>
          <p class="item message">
            <small class="quiet">With</small>
            <span>{parameters().join(', ')}</span>
          </p>
        </Show>
        <For each={props.template.notes}>
          {(note) => (
            <div class="item">
              <FindingLine finding={{ severity: 'warning', message: note }} />
            </div>
          )}
        </For>
      </div>
    </section>
  );
}

function Message(props: { readonly message: PromptMessage }) {
  return (
    <div class="item message">
      <small class="quiet">{roleWords[props.message.role]}</small>
      <p>{props.message.content}</p>
    </div>
  );
}

function Send(props: {
  readonly section: ItemSection;
  readonly typed: {
    readonly data: ReturnType<typeof withPlaceholders>;
    readonly values: Readonly<Record<string, string>>;
  };
  readonly template: PromptRendered;
}) {
  const [chosen, setChosen] = createSignal<string | null>(null);
  const models = useQuery(() => api.model.groups.options());
  const options = createMemo(() =>
    (models.data ?? []).filter(({ flag }) => flag !== 'new').map(({ name }) => ({ value: name, label: name })),
  );
  const model = () => chosen() ?? props.template.model ?? '';
  const trial = createTrial(() => api.prompt.send.mutate({ ...props.typed, model: model() }));
  const isWrong = () => props.template.variables.some(({ problem }) => problem !== null);
  return (
    <TrialRow
      title="Send it to a model"
      text="The gateway fills in what is typed here and asks the model; it costs what such a request costs."
      action="Send"
      busy={trial.busy()}
      disabled={props.section.locked() || model() === '' || isWrong()}
      result={trial.answer()}
      error={trial.error()}
      onRun={() => void trial.run()}
    >
      <Row
        label="Model"
        help={props.template.model === null ? undefined : `The template names ${props.template.model}.`}
      >
        {(ids) => (
          <Combobox
            id={ids.input}
            describedBy={ids.notes}
            free
            options={options()}
            value={model()}
            onValue={setChosen}
            disabled={props.section.locked()}
          />
        )}
      </Row>
    </TrialRow>
  );
}

/** The value as it was when typing paused. */
function createPaused<Value>(value: () => Value): () => Value {
  const [settled, setSettled] = createSignal(value());
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(
    on(
      value,
      (next) => {
        clearTimeout(timer);
        timer = setTimeout(() => setSettled(() => next), TYPING_PAUSE_MS);
      },
      { defer: true },
    ),
  );
  onCleanup(() => clearTimeout(timer));
  return settled;
}

const roleWords = { system: 'System', user: 'User', assistant: 'Assistant' } as const;
const rendered = (preview: PromptPreview) => (preview.state === 'template' ? preview : undefined);
const reasonOf = (preview: PromptPreview) => (preview.state === 'template' ? '' : preview.reason);
const typeWords = (type: string) => (type === 'string' ? undefined : type);
const problemOf = (problem: string | null) =>
  problem === null ? [] : [{ severity: 'error' as const, message: problem }];
