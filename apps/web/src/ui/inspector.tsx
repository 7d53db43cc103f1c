import { type JSX, onCleanup, onMount, Show } from 'solid-js';
import { IconButton } from './button.tsx';
import { type Segment, Segments } from './segments.tsx';

interface InspectorProps<Tab extends string> {
  readonly title: string;
  readonly lead?: JSX.Element;
  readonly flag?: JSX.Element;
  readonly onClose: () => void;
  readonly onStep?: ((step: 1 | -1) => void) | undefined;
  /** ⌘S. */
  readonly onSave?: (() => void) | undefined;
  readonly tabs?:
    | { readonly options: readonly Segment<Tab>[]; readonly value: Tab; readonly onChange: (tab: Tab) => void }
    | undefined;
  readonly footer?: JSX.Element;
  /** Something new is typed at once: its first field has the focus. */
  readonly typing?: boolean;
  readonly children: JSX.Element;
}

/** The panel beside a list that edits one thing; the list stays visible. Esc closes it, ⌘S saves. */
export function Inspector<Tab extends string>(props: InspectorProps<Tab>) {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector('[role="dialog"]')) return;
    if (event.key === 'Escape') props.onClose();
    if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 's') {
      event.preventDefault();
      props.onSave?.();
    }
  };
  document.addEventListener('keydown', onKey);
  onCleanup(() => document.removeEventListener('keydown', onKey));
  let body!: HTMLDivElement;
  let waiting = 0;
  // What a form still waits for holds it out of the page, and nothing there takes the focus.
  const focusFirst = () => {
    if (body.isConnected) body.querySelector<HTMLElement>('input, select, textarea')?.focus();
    else waiting = requestAnimationFrame(focusFirst);
  };
  onMount(() => props.typing && focusFirst());
  onCleanup(() => cancelAnimationFrame(waiting));
  return (
    <aside class="inspector" aria-label={props.title}>
      <header>
        {props.lead}
        <h2 class="clip">{props.title}</h2>
        {props.flag}
        <span class="push" />
        <Show when={props.onStep}>
          {(step) => (
            <>
              <IconButton small icon="up" label="Previous" onClick={() => step()(-1)} />
              <IconButton small icon="down" label="Next" onClick={() => step()(1)} />
            </>
          )}
        </Show>
        <IconButton small icon="x" label="Close" onClick={() => props.onClose()} />
      </header>
      <div class="tabs">
        <Show when={props.tabs}>
          {(tabs) => (
            <Segments
              wide
              role="tabs"
              label="Parts"
              options={tabs().options}
              value={tabs().value}
              onChange={tabs().onChange}
            />
          )}
        </Show>
      </div>
      <div class="body" tabIndex={-1} ref={(element) => (body = element)}>
        {props.children}
      </div>
      <footer>{props.footer}</footer>
    </aside>
  );
}
