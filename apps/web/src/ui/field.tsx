import { createEffect, createUniqueId, For, type JSX, Show } from 'solid-js';
import { Icon } from './icon.tsx';

export interface Finding {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly hint?: string | undefined;
}

interface RowProps {
  readonly label: string;
  /** What the label stands for elsewhere: the key in a file. */
  readonly known?: string | undefined;
  readonly help?: string | undefined;
  readonly origin?: { readonly state: 'default' | 'applied' | 'staged' | 'typed'; readonly text: string } | undefined;
  readonly onReset?: (() => void) | undefined;
  readonly findings?: readonly Finding[] | undefined;
  /** Gets the id that the label and the notes refer to. */
  readonly children: (ids: { readonly input: string; readonly notes: string }) => JSX.Element;
}

/** One field of an inset group: label, control, what is wrong with it, what it is for, where the value comes from. */
export function Row(props: RowProps) {
  const id = createUniqueId();
  const notes = `${id}-notes`;
  return (
    <div class="row">
      <label for={id} title={props.known}>
        {props.label}
      </label>
      <div>
        {props.children({ input: id, notes })}
        <div id={notes}>
          <For each={props.findings ?? []}>{(finding) => <FindingLine finding={finding} />}</For>
          <Help text={props.help} />
          <Show when={props.origin?.text || props.onReset ? props.origin : undefined}>
            {(origin) => (
              <p class={`origin ${origin().state === 'typed' ? 'default' : origin().state}`}>
                <span class="clip">{origin().text}</span>
                <Show when={props.onReset}>
                  {(reset) => (
                    <button type="button" class="link" onClick={() => reset()()}>
                      {origin().state === 'typed' ? 'Undo' : 'Reset to applied'}
                    </button>
                  )}
                </Show>
              </p>
            )}
          </Show>
        </div>
      </div>
    </div>
  );
}

/** What a field is for; what stands between backticks is code. */
export function Help(props: { readonly text: string | undefined; readonly id?: string }) {
  return (
    <Show when={props.text}>
      {(text) => (
        <p class="help" id={props.id}>
          <For each={text().split('`')}>
            {(part, index) => (
              <Show when={index() % 2 === 1} fallback={part}>
                <code>{part}</code>
              </Show>
            )}
          </For>
        </p>
      )}
    </Show>
  );
}

export function FindingLine(props: { readonly finding: Finding }) {
  return (
    <p class={`finding ${props.finding.severity}`}>
      <Icon name={props.finding.severity === 'info' ? 'info' : 'warn'} />
      <span>
        {props.finding.message} <Show when={props.finding.hint}>{(hint) => <span class="quiet">{hint()}</span>}</Show>
      </span>
    </p>
  );
}

interface InputProps extends Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'onInput' | 'value'> {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly unit?: string | undefined;
  readonly staged?: boolean | undefined;
  readonly mono?: boolean | undefined;
  readonly lead?: JSX.Element;
}

export function TextInput(props: InputProps) {
  return (
    <span class="input" classList={{ staged: props.staged ?? false }}>
      {props.lead}
      <input
        id={props.id}
        class={props.mono ? 'mono' : ''}
        type={props.type ?? 'text'}
        value={props.value}
        placeholder={props.placeholder}
        inputMode={props.inputMode}
        disabled={props.disabled}
        required={props.required}
        autocomplete={props.autocomplete ?? 'off'}
        spellcheck={false}
        aria-label={props['aria-label']}
        aria-describedby={props['aria-describedby']}
        aria-invalid={props['aria-invalid']}
        onInput={(event) => props.onValue(event.currentTarget.value)}
      />
      <Show when={props.unit}>
        <span class="unit">{props.unit}</span>
      </Show>
    </span>
  );
}

export function Select(props: {
  readonly id?: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onValue: (value: string) => void;
  readonly staged?: boolean | undefined;
  readonly label?: string | undefined;
  readonly describedBy?: string;
  readonly disabled?: boolean | undefined;
}) {
  return (
    <span class="input select" classList={{ staged: props.staged ?? false }}>
      <select
        id={props.id}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        disabled={props.disabled}
        onChange={(event) => props.onValue(event.currentTarget.value)}
      >
        <For each={props.options}>
          {(option) => (
            <option value={option.value} selected={option.value === props.value}>
              {option.label}
            </option>
          )}
        </For>
      </select>
      <Icon name="updown" />
    </span>
  );
}

export function Switch(props: {
  readonly id?: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly label?: string;
  readonly describedBy?: string;
  readonly disabled?: boolean | undefined;
}) {
  return (
    <input
      id={props.id}
      class="switch"
      type="checkbox"
      role="switch"
      checked={props.on}
      disabled={props.disabled}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  );
}

export function Check(props: {
  readonly on: boolean;
  readonly mixed?: boolean;
  readonly label: string;
  readonly disabled?: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  return (
    <input
      class="check"
      type="checkbox"
      disabled={props.disabled}
      aria-label={props.label}
      checked={props.on}
      ref={(input) => createEffect(() => (input.indeterminate = props.mixed ?? false))}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
      onClick={(event) => event.stopPropagation()}
    />
  );
}

export function TextArea(props: {
  readonly id?: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly rows?: number;
  readonly label?: string | undefined;
  readonly placeholder?: string;
  readonly describedBy?: string;
  readonly invalid?: boolean;
  readonly staged?: boolean | undefined;
  readonly mono?: boolean;
  readonly disabled?: boolean;
}) {
  return (
    <span class="input area" classList={{ staged: props.staged ?? false }}>
      <textarea
        id={props.id}
        class={props.mono === false ? '' : 'mono'}
        rows={props.rows ?? 4}
        value={props.value}
        placeholder={props.placeholder}
        spellcheck={false}
        disabled={props.disabled}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid}
        onInput={(event) => props.onValue(event.currentTarget.value)}
      />
    </span>
  );
}
