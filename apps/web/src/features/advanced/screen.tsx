import { type Diagnostic, fromPointer, type JsonObject } from '@regent/core';
import { useQuery } from '../../lib/query.ts';
import { createEffect, createMemo, createSignal, lazy, on, Show, Suspense } from 'solid-js';
import { api } from '../../lib/api.ts';
import { useDraftCheck } from '../../lib/item/check.ts';
import { createDraft } from '../../lib/item/draft.ts';
import { EngineVerdict } from '../../lib/item/engine-verdict.tsx';
import { ItemNotes } from '../../lib/item/item-notes.tsx';
import { createSaver } from '../../lib/item/save.ts';
import { fromYaml, toYaml } from '../../lib/item/yaml-text.ts';
import { plural } from '../../lib/format.ts';
import { itemsChanged } from '../../lib/query-client.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import type { LineMark } from '../../ui/code-editor.tsx';
import { Pane } from '../../ui/pane.tsx';
import { Loaded, Skeleton } from '../../ui/states.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';
import { Flag } from '../../ui/words.tsx';
import { completeKeys } from './complete.ts';
import { ownedKeys } from './owned.ts';
import { OwnedNotes } from './owned-notes.tsx';
import './advanced.css';

const CodeEditor = lazy(() => import('../../ui/code-editor.tsx'));
const empty: JsonObject = {};

/** Raw YAML for keys that no other screen knows. What another screen owns is pointed out and refused. */
export default function Advanced() {
  const items = useQuery(() => api.item.list.options({ kind: 'passthrough' }));
  return (
    <Pane title="Advanced">
      <Loaded query={items} what="The raw settings could not be read.">
        {() => <Editor view={items.data?.find(({ kind }) => kind === 'passthrough') ?? null} />}
      </Loaded>
    </Pane>
  );
}

function Editor(props: {
  readonly view: Parameters<typeof createDraft>[0]['view'] extends () => infer View ? View : never;
}) {
  const mayEdit = useMayEdit();
  const draft = createDraft({
    kind: 'passthrough',
    stashKey: () => 'passthrough/_',
    view: () => props.view,
    initial: () => props.view?.data ?? empty,
  });
  const owned = createMemo(() => ownedKeys(draft.data()));
  // What belongs elsewhere is refused before any check.
  const check = useDraftCheck(draft, () => mayEdit() && draft.dirty() && owned().length === 0);
  const saver = createSaver();
  const [text, setText] = createSignal(toYaml(draft.data()));
  const [problems, setProblems] = createSignal<readonly Diagnostic[]>([]);
  // Somebody else's edit, Revert and Undo come in here; one's own typing is already in the text.
  createEffect(
    on(
      () => [props.view?.version, draft.dirty()] as const,
      () => !draft.dirty() && problems().length === 0 && setText(toYaml(draft.data())),
      { defer: true },
    ),
  );
  const type = (next: string) => {
    setText(next);
    const read = fromYaml(next, props.view?.data ?? empty);
    setProblems(read.diagnostics);
    if (read.data) draft.replace(read.data);
  };
  const broken = () => problems().some(({ severity }) => severity === 'error');
  const marks = createMemo((): readonly LineMark[] => [
    ...problems().map(({ line, column, severity, message }) => ({ line: line ?? 1, column, severity, message })),
    ...owned().map(({ path, screen }) => ({
      line: lineOf(text(), path),
      severity: 'error' as const,
      message: `${path.join('.')} belongs to ${screen}.`,
    })),
    ...check.diagnostics().map(({ item, severity, message }) => ({
      line: lineOf(text(), fromPointer(item?.pointer ?? '')),
      severity,
      message,
    })),
  ]);
  const canSave = () => draft.dirty() && !broken() && owned().length === 0;
  const save = (baseVersion?: number) => void saver.save(draft, baseVersion === undefined ? {} : { baseVersion });
  const revert = () => {
    draft.reset();
    setProblems([]);
    setText(toYaml(props.view?.data ?? empty));
  };
  const move = async () => {
    try {
      const baseVersion = props.view?.version ?? 0;
      const { staged } = await api.import.moveOwned.mutate({ data: draft.data(), baseVersion });
      draft.reset();
      itemsChanged();
      toast(`Staged ${plural(staged, 'item')} on other screens`);
    } catch (error) {
      toastFailure(error);
    }
  };
  return (
    <div
      class="advanced"
      onKeyDown={(event) =>
        (event.metaKey || event.ctrlKey) && event.key === 's' && (event.preventDefault(), canSave() && save())
      }
    >
      <div class="filters">
        <Flag flag={props.view?.flag ?? null} />
        <small class="p2">Merged under everything that other screens manage; they win.</small>
        <span class="push" />
        <EngineVerdict verdict={check.engine()} />
        <Show when={draft.dirty() || broken()}>
          <Button look="plain" small onClick={revert}>
            Revert
          </Button>
        </Show>
        <Show when={mayEdit()}>
          <Button look="filled" small busy={saver.busy()} disabled={!canSave()} onClick={() => save()}>
            Save
          </Button>
        </Show>
      </div>
      <div class="notes">
        <ItemNotes
          draft={draft}
          findings={problems().map(withLine)}
          error={saver.error()}
          conflict={saver.conflict()}
          onOverwrite={save}
          onTakeTheirs={() => {
            revert();
            saver.forgetConflict();
          }}
        />
        <OwnedNotes owned={owned()} onMove={mayEdit() && !broken() ? move : null} />
      </div>
      <Suspense fallback={<Skeleton rows={12} />}>
        <CodeEditor
          label="Raw settings as YAML"
          value={text()}
          onValue={type}
          marks={marks()}
          readOnly={!mayEdit()}
          complete={completeKeys}
        />
      </Suspense>
    </div>
  );
}

/** The line that a path starts at, as far as its last key can be found below the others. */
function lineOf(text: string, path: readonly string[]): number {
  const lines = text.split('\n');
  let at = 0;
  for (const key of path) {
    const next = lines.findIndex((line, index) => index >= at && line.trimStart().startsWith(`${key}:`));
    if (next < 0) break;
    at = next;
  }
  return at + 1;
}

/** The text underlines the place; the sentence stands above it for everybody who does not point at it. */
function withLine(problem: Diagnostic): Diagnostic {
  return problem.line === undefined ? problem : { ...problem, message: `Line ${problem.line}: ${problem.message}` };
}
