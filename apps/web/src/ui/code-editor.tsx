import { autocompletion, type CompletionSource } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic as Mark, lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, type ViewUpdate } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { createEffect, onCleanup, onMount } from 'solid-js';

/** A finding at a line of the text; without a column it covers the line. */
export interface LineMark {
  readonly line: number;
  readonly column?: number | undefined;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
}

interface CodeEditorProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly marks: readonly LineMark[];
  readonly readOnly: boolean;
  readonly complete?: CompletionSource;
}

/**
 * A YAML editor. It lives in a shadow root: there the editor puts its styles into a constructed sheet, so that the page
 * can forbid inline style. Escape leaves it, because Tab indents.
 */
export default function CodeEditor(props: CodeEditorProps) {
  let host!: HTMLDivElement;
  let view: EditorView | undefined;
  const tell = (update: ViewUpdate) => {
    if (update.docChanged) props.onValue(update.state.doc.toString());
  };
  onMount(() => {
    const root = host.attachShadow({ mode: 'open' });
    view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: props.value,
        extensions: [
          lineNumbers(),
          history(),
          drawSelection(),
          indentOnInput(),
          highlightActiveLine(),
          highlightSelectionMatches(),
          search({ top: true }),
          lintGutter(),
          yaml(),
          syntaxHighlighting(ink),
          autocompletion(props.complete ? { override: [props.complete] } : {}),
          keymap.of([
            { key: 'Escape', run: leave },
            indentWithTab,
            ...searchKeymap,
            ...historyKeymap,
            ...defaultKeymap,
          ]),
          EditorState.readOnly.of(props.readOnly),
          EditorView.contentAttributes.of({ 'aria-label': props.label, 'aria-multiline': 'true' }),
          EditorView.updateListener.of(tell),
          look,
        ],
      }),
    });
  });
  createEffect(() => {
    const text = props.value;
    if (view && view.state.doc.toString() !== text)
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
  });
  createEffect(() => {
    const marks = props.marks;
    if (view) view.dispatch(setDiagnostics(view.state, toMarks(view.state, marks)));
  });
  onCleanup(() => view?.destroy());
  return <div class="code-editor" ref={(element) => (host = element)} />;
}

function leave(view: EditorView): boolean {
  view.contentDOM.blur();
  return true;
}

function toMarks(state: EditorState, marks: readonly LineMark[]): Mark[] {
  return marks.map(({ line, column, severity, message }) => {
    const at = state.doc.line(Math.min(Math.max(1, line), state.doc.lines));
    const from =
      column === undefined
        ? at.from + (at.text.length - at.text.trimStart().length)
        : Math.min(at.from + column - 1, at.to);
    return { from, to: Math.max(from, at.to), severity, message };
  });
}

const ink = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--text-2)', fontStyle: 'italic' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--ok)' },
  { tag: [tags.labelName, tags.typeName, tags.keyword], fontWeight: '600' },
]);

const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--text-1)', backgroundColor: 'var(--field)', font: 'var(--code)' },
  '&.cm-focused': { outline: '3px solid var(--focus)', outlineOffset: '-3px' },
  '.cm-content:focus-visible': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '18px' },
  '.cm-content': { caretColor: 'var(--text-1)', padding: '8px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--text-1)' },
  '.cm-gutters': { color: 'var(--text-2)', backgroundColor: 'var(--field)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'var(--fill)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    background: 'var(--selection)',
  },
  '.cm-tooltip': {
    color: 'var(--text-1)',
    backgroundColor: 'var(--float)',
    border: 'none',
    borderRadius: '6px',
    boxShadow: 'var(--shadow)',
  },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: 'var(--on-fill)',
    backgroundColor: 'var(--accent-fill)',
  },
  '.cm-panels': { color: 'var(--text-1)', backgroundColor: 'var(--grouped)' },
});
