import { createUniqueId, For } from 'solid-js';
import { Icon } from './icon.tsx';

/** Several short texts. Enter or a comma adds one, Backspace in the empty field takes the last one back. */
export function TokenField(props: {
  readonly id?: string;
  readonly values: readonly string[];
  readonly onValues: (values: readonly string[]) => void;
  readonly suggestions?: readonly string[] | undefined;
  readonly placeholder?: string;
  readonly label?: string;
  readonly staged?: boolean | undefined;
  readonly describedBy?: string;
}) {
  const listId = createUniqueId();
  const add = (input: HTMLInputElement) => {
    const fresh = input.value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part && !props.values.includes(part));
    input.value = '';
    if (fresh.length > 0) props.onValues([...props.values, ...fresh]);
  };
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLInputElement }) => {
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault();
      add(event.currentTarget);
    } else if (event.key === 'Backspace' && event.currentTarget.value === '' && props.values.length > 0) {
      props.onValues(props.values.slice(0, -1));
    }
  };
  return (
    <span class="input tokens" classList={{ staged: props.staged ?? false }}>
      <For each={props.values}>
        {(value) => (
          <span class="badge">
            {value}
            <button
              type="button"
              aria-label={`Remove ${value}`}
              onClick={() => props.onValues(props.values.filter((one) => one !== value))}
            >
              <Icon name="x" />
            </button>
          </span>
        )}
      </For>
      <input
        id={props.id}
        list={listId}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        placeholder={props.values.length === 0 ? props.placeholder : undefined}
        onKeyDown={onKeyDown}
        onChange={(event) => add(event.currentTarget)}
        onBlur={(event) => add(event.currentTarget)}
      />
      <datalist id={listId}>
        <For each={(props.suggestions ?? []).filter((one) => !props.values.includes(one))}>
          {(one) => <option value={one} />}
        </For>
      </datalist>
    </span>
  );
}
