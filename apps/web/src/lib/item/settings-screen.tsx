import { type ItemView, type JsonObject, SINGLETON_KEY, type SingletonKind } from '@regent/core';
import { useQuery } from '../query.ts';
import { createMemo, createSignal, For, type JSX, Show, untrack } from 'solid-js';
import { kindWords } from '../../locale/en.ts';
import { Button } from '../../ui/button.tsx';
import { Pane } from '../../ui/pane.tsx';
import { Loaded } from '../../ui/states.tsx';
import { Flag } from '../../ui/words.tsx';
import { api } from '../api.ts';
import { Presence, PresenceMark } from '../presence.tsx';
import { useMayEdit } from '../session.ts';
import { useDraftCheck } from './check.ts';
import { createDraft, type Draft } from './draft.ts';
import { type FindingsOf, useFindings } from './findings.tsx';
import { EngineVerdict } from './engine-verdict.tsx';
import { ItemNotes } from './item-notes.tsx';
import type { Path } from './path.ts';
import { createSaver } from './save.ts';
import { SettingsFields } from './settings-fields.tsx';
import { type FieldPlace, formOf } from './settings-form.ts';

/** The settings of one or more kinds as forms, made from what is known about each key. */
export function SettingsScreen(props: {
  readonly title: string;
  readonly kinds: readonly SingletonKind[];
  readonly lead?: JSX.Element;
  /** Names that a field of this path may take, beside those that its spec knows. */
  readonly suggest?: (path: Path) => readonly string[] | undefined;
  /** Stands above the fields of a form: what follows from what is typed. */
  readonly notes?: (draft: Draft) => JSX.Element;
  /** Stands above the forms: what is so right now. */
  readonly above?: JSX.Element;
  /** Stands below the form of a kind: what its settings lead to. */
  readonly after?: (kind: SingletonKind, view: ItemView | null) => JSX.Element;
}) {
  const items = useQuery(() => api.item.list.options({ kinds: [...props.kinds] }));
  const findings = useFindings();
  const [search, setSearch] = createSignal('');
  const viewOf = (kind: SingletonKind) =>
    (items.isSuccess ? items.data.find((item) => item.kind === kind) : undefined) ?? null;
  const matching = createMemo(() =>
    props.kinds.filter((kind) => {
      const data = viewOf(kind)?.data ?? empty;
      return search() === '' || formOf(kind, data).some((place) => isFound(place, search()));
    }),
  );
  return (
    <Pane title={props.title} grouped search={{ placeholder: 'Find a setting', value: search(), onInput: setSearch }}>
      <div class="scroll" tabIndex={0}>
        {props.lead}
        <Loaded query={items} what="The settings could not be read.">
          {() => (
            <div class="page settings">
              {props.above}
              <For each={matching()} fallback={<p class="quiet">No setting matches.</p>}>
                {(kind) => (
                  <>
                    <SettingsForm
                      kind={kind}
                      view={viewOf(kind)}
                      search={search()}
                      titled={props.kinds.length > 1}
                      suggest={props.suggest}
                      notes={props.notes}
                      findings={findings}
                    />
                    {props.after?.(kind, viewOf(kind))}
                  </>
                )}
              </For>
            </div>
          )}
        </Loaded>
      </div>
    </Pane>
  );
}

const empty: JsonObject = {};

/** Every word stands in the key, the label or the explanation. */
function isFound({ path, spec, label }: FieldPlace, search: string): boolean {
  const text = `${path.join('.')} ${label} ${spec.help}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function SettingsForm(props: {
  readonly kind: SingletonKind;
  readonly view: ItemView | null;
  readonly search: string;
  readonly titled: boolean;
  readonly suggest: ((path: Path) => readonly string[] | undefined) | undefined;
  readonly notes: ((draft: Draft) => JSX.Element) | undefined;
  readonly findings: FindingsOf;
}) {
  const mayEdit = useMayEdit();
  const draft = createDraft({
    kind: untrack(() => props.kind),
    stashKey: () => `${props.kind}/_`,
    view: () => props.view,
    initial: () => props.view?.data ?? empty,
  });
  const check = useDraftCheck(draft, () => mayEdit() && draft.dirty());
  const ref = () => ({ kind: props.kind, key: SINGLETON_KEY });
  // What is saved was judged with everything else; only what is typed is asked about anew.
  const diagnostics = () => (draft.dirty() ? check.diagnostics() : props.findings(ref()));
  const saver = createSaver();
  const places = createMemo(() => formOf(props.kind, props.view?.data ?? empty, draft.data()));
  const found = createMemo(() => places().filter((place) => isFound(place, props.search)));
  const save = (baseVersion?: number) => void saver.save(draft, baseVersion === undefined ? {} : { baseVersion });
  return (
    <section class="stack settings-form" onKeyDown={(event) => saveKey(event) && draft.dirty() && save()}>
      <div class="group-title">
        <h2>{props.titled ? kindWords[props.kind].one : 'Settings'}</h2>
        <Flag flag={props.view?.flag ?? null} />
        <PresenceMark items={[ref()]} />
        <span class="push" />
        <EngineVerdict verdict={check.engine()} />
        <Show when={draft.dirty()}>
          <Button look="plain" small onClick={() => draft.reset()}>
            Revert
          </Button>
        </Show>
        <Show when={mayEdit()}>
          <Button look="filled" small busy={saver.busy()} disabled={!draft.dirty()} onClick={() => save()}>
            Save
          </Button>
        </Show>
      </div>
      <ItemNotes
        draft={draft}
        findings={diagnostics().filter(({ item }) => !item || item.pointer === '')}
        error={saver.error()}
        conflict={saver.conflict()}
        onTakeTheirs={saver.forgetConflict}
        onOverwrite={save}
      />
      <Show when={draft.dirty()}>
        <Presence item={ref()} />
      </Show>
      {props.notes?.(draft)}
      <SettingsFields
        kind={props.kind}
        places={found()}
        draft={draft}
        diagnostics={diagnostics()}
        disabled={!mayEdit()}
        suggest={props.suggest}
        searching={props.search !== ''}
      />
    </section>
  );
}

function saveKey(event: KeyboardEvent): boolean {
  const save = (event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 's';
  if (save) event.preventDefault();
  return save;
}
