import { For } from 'solid-js';

export interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface SegmentsProps<Value extends string> {
  readonly label: string;
  readonly options: readonly Segment<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly wide?: boolean;
  /** `tabs` switch what is below; `choice` filters or sets a value. */
  readonly role?: 'tabs' | 'choice';
}

/** A few exclusive choices side by side. Arrow keys move between them. */
export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  const tabs = () => props.role === 'tabs';
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const index = props.options.findIndex((option) => option.value === props.value);
    const next = (index + step + props.options.length) % props.options.length;
    const option = props.options[next];
    if (!option) return;
    props.onChange(option.value);
    const buttons = (event.currentTarget as HTMLElement).querySelectorAll('button');
    buttons[next]?.focus();
  };
  return (
    <div
      class={`segments ${props.wide ? 'wide' : ''}`}
      role={tabs() ? 'tablist' : 'group'}
      aria-label={props.label}
      onKeyDown={onKeyDown}
    >
      <For each={props.options}>
        {(option) => {
          const chosen = () => option.value === props.value;
          return (
            <button
              type="button"
              role={tabs() ? 'tab' : undefined}
              aria-selected={tabs() ? chosen() : undefined}
              aria-pressed={tabs() ? undefined : chosen()}
              tabIndex={chosen() ? 0 : -1}
              onClick={() => props.onChange(option.value)}
            >
              {option.label}
            </button>
          );
        }}
      </For>
    </div>
  );
}
