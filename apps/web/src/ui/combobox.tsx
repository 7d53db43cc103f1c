import { createEffect, createMemo, createSignal, createUniqueId, For, on, Show } from 'solid-js';
import { Icon } from './icon.tsx';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly note?: string | undefined;
}

interface ComboboxProps {
  readonly id?: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onValue: (value: string) => void;
  readonly placeholder?: string | undefined;
  /** Text that is no option is taken as it is. */
  readonly free?: boolean;
  readonly staged?: boolean | undefined;
  readonly label?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly mono?: boolean;
  /** Tells what is being typed, for options that come from a server. */
  readonly onAsk?: (text: string) => void;
  readonly disabled?: boolean | undefined;
}

const SHOWN = 60;

/** A text field with suggestions. Typing filters, ↑ ↓ choose, Enter takes, Esc goes back. */
export function Combobox(props: ComboboxProps) {
  const listId = createUniqueId();
  const labelOf = (value: string) => props.options.find((option) => option.value === value)?.label ?? value;
  const [text, setText] = createSignal<string | null>(null);
  const [at, setAt] = createSignal(-1);
  const open = () => text() !== null && found().length > 0;
  const found = createMemo(() => matching(props.options, (text() ?? '').trim().toLowerCase()));
  createEffect(
    on(
      () => props.value,
      () => setText(null),
      { defer: true },
    ),
  );

  const take = (value: string) => {
    setText(null);
    setAt(-1);
    if (value !== props.value) props.onValue(value);
  };
  const leave = () => {
    const typed = text();
    if (typed === null) return;
    const exact = props.options.find((option) => option.label.toLowerCase() === typed.trim().toLowerCase());
    if (exact) take(exact.value);
    else if (props.free) take(typed.trim());
    else setText(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      event.stopPropagation();
      if (text() === null) setText('');
      else setAt((at() + step + found().length) % Math.max(1, found().length));
    } else if (event.key === 'Enter' && text() !== null) {
      event.preventDefault();
      const option = found()[at()];
      if (option) take(option.value);
      else leave();
    } else if (event.key === 'Escape' && text() !== null) {
      event.stopPropagation();
      setText(null);
    }
  };
  return (
    <div class="combo">
      <span class="input" classList={{ staged: props.staged ?? false }}>
        <input
          id={props.id}
          role="combobox"
          aria-expanded={open()}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={open() && at() >= 0 ? `${listId}-${at()}` : undefined}
          aria-label={props.label}
          aria-describedby={props.describedBy}
          class={props.mono ? 'mono' : ''}
          autocomplete="off"
          spellcheck={false}
          disabled={props.disabled}
          placeholder={props.placeholder}
          value={text() ?? labelOf(props.value)}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => text() === null && setText('')}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setAt(props.free ? -1 : 0);
            props.onAsk?.(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
          onBlur={leave}
        />
        <Icon name="updown" />
      </span>
      <div class="menu" role="listbox" id={listId} aria-label={props.label ?? 'Suggestions'} hidden={!open()}>
        <Show when={open()}>
          <For each={found()}>
            {(option, index) => (
              <button
                type="button"
                role="option"
                tabIndex={-1}
                id={`${listId}-${index()}`}
                aria-selected={at() === index()}
                onPointerDown={(event) => event.preventDefault()}
                onPointerMove={() => setAt(index())}
                onClick={() => take(option.value)}
              >
                <span class="clip">{option.label}</span>
                <Show when={option.note}>
                  <small class="push clip">{option.note}</small>
                </Show>
              </button>
            )}
          </For>
        </Show>
      </div>
    </div>
  );
}

/** What fits, those that start with it first. */
function matching(options: readonly Option[], ask: string): readonly Option[] {
  if (ask === '') return options.slice(0, SHOWN);
  const rank = ({ label }: Option) => (label.toLowerCase().startsWith(ask) ? 0 : 1);
  return options
    .filter(({ value, label, note }) => `${label} ${value} ${note ?? ''}`.toLowerCase().includes(ask))
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, SHOWN);
}
