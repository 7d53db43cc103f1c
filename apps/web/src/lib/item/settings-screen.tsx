import type { ItemView, JsonObject, SingletonKind } from '@regent/core';
import { useQuery } from '../query.ts';
import { createMemo, createSignal, For, type JSX, Show, untrack } from 'solid-js';
import { kindWords } from '../../locale/en.ts';
import { Button } from '../../ui/button.tsx';
import { Pane } from '../../ui/pane.tsx';
import { Loaded } from '../../ui/states.tsx';
import { Flag } from '../../ui/words.tsx';
import { api } from '../api.ts';
import { plural } from '../format.ts';
import { useMayEdit } from '../session.ts';
import { useDraftCheck } from './check.ts';
import { createDraft, type Draft } from './draft.ts';
import { ItemField } from './item-field.tsx';
import { EngineVerdict } from './engine-verdict.tsx';
import { ItemNotes } from './item-notes.tsx';
import { type Path, valueAt } from './path.ts';
import { createSaver } from './save.ts';
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
  const [search, setSearch] = createSignal('');
  const viewOf = (kind: SingletonKind) =>
    (items.isSuccess ? items.data.find((item) => item.kind === kind) : undefined) ?? null;
  return (
    <Pane title={props.title} grouped search={{ placeholder: 'Find a setting', value: search(), onInput: setSearch }}>
      <div class="scroll" tabIndex={0}>
        {props.lead}
        <Loaded query={items} what="The settings could not be read.">
          {() => (
            <div class="page settings">
              {props.above}
              <For each={props.kinds}>
                {(kind) => (
                  <>
                    <SettingsForm
                      kind={kind}
                      view={viewOf(kind)}
                      search={search()}
                      titled={props.kinds.length > 1}
                      suggest={props.suggest}
                      notes={props.notes}
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
const FEW = 14;

function SettingsForm(props: {
  readonly kind: SingletonKind;
  readonly view: ItemView | null;
  readonly search: string;
  readonly titled: boolean;
  readonly suggest: ((path: Path) => readonly string[] | undefined) | undefined;
  readonly notes: ((draft: Draft) => JSX.Element) | undefined;
}) {
  const mayEdit = useMayEdit();
  const draft = createDraft({
    kind: untrack(() => props.kind),
    stashKey: () => `${props.kind}/_`,
    view: () => props.view,
    initial: () => props.view?.data ?? empty,
  });
  const check = useDraftCheck(draft, () => mayEdit() && draft.dirty());
  const saver = createSaver();
  const places = createMemo(() => formOf(props.kind, props.view?.data ?? empty, draft.data()));
  const found = createMemo(() => {
    const words = props.search.toLowerCase().split(/\s+/).filter(Boolean);
    return places().filter(({ path, spec, label }) =>
      words.every((word) => `${path.join('.')} ${label} ${spec.help}`.toLowerCase().includes(word)),
    );
  });
  // What is set comes first; it is decided by what is saved, so that nothing jumps while somebody types.
  const set = createMemo(() => found().filter(({ path }) => valueAt(props.view?.data, path) !== undefined));
  const unset = createMemo(() => found().filter(({ path }) => valueAt(props.view?.data, path) === undefined));
  const save = (baseVersion?: number) => void saver.save(draft, baseVersion === undefined ? {} : { baseVersion });
  return (
    <section class="stack settings-form" onKeyDown={(event) => saveKey(event) && draft.dirty() && save()}>
      <div class="group-title">
        <h2>{props.titled ? kindWords[props.kind].one : 'Settings'}</h2>
        <Flag flag={props.view?.flag ?? null} />
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
        findings={check.diagnostics().filter(({ item }) => !item || item.pointer === '')}
        error={saver.error()}
        conflict={saver.conflict()}
        onTakeTheirs={saver.forgetConflict}
        onOverwrite={save}
      />
      {props.notes?.(draft)}
      <Show when={set().length > 0}>
        <Fields places={set()} draft={draft} check={check} disabled={!mayEdit()} suggest={props.suggest} />
      </Show>
      <Show
        when={unset().length > 0}
        fallback={
          <Show when={set().length === 0}>
            <p class="quiet">No setting matches.</p>
          </Show>
        }
      >
        <details
          open={
            props.search !== '' ||
            places().length <= FEW ||
            set().length === 0 ||
            unset().some(({ path }) => draft.get(path) !== undefined)
          }
        >
          <summary class="quiet">{plural(unset().length, 'setting')} at the default</summary>
          <Fields places={unset()} draft={draft} check={check} disabled={!mayEdit()} suggest={props.suggest} />
        </details>
      </Show>
    </section>
  );
}

function Fields(props: {
  readonly places: readonly FieldPlace[];
  readonly draft: Draft;
  readonly check: ReturnType<typeof useDraftCheck>;
  readonly disabled: boolean;
  readonly suggest: ((path: Path) => readonly string[] | undefined) | undefined;
}) {
  const byName = createMemo(() => new Map(props.places.map((place) => [place.path.join('\0'), place])));
  return (
    <div class="group">
      <For each={[...byName().keys()]}>
        {(name) => {
          const place = createMemo(
            (before: FieldPlace | undefined) => byName().get(name) ?? before,
          ) as () => FieldPlace;
          return (
            <ItemField
              spec={place().spec}
              path={place().path}
              label={place().label}
              draft={props.draft}
              diagnostics={props.check.diagnostics()}
              disabled={props.disabled}
              suggestions={props.suggest?.(place().path)}
            />
          );
        }}
      </For>
    </div>
  );
}

function saveKey(event: KeyboardEvent): boolean {
  const save = (event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 's';
  if (save) event.preventDefault();
  return save;
}
