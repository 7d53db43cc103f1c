import { createEffect, createSignal, on, Show } from 'solid-js';
import { Button } from './button.tsx';
import { TextInput } from './field.tsx';
import { Icon } from './icon.tsx';

/**
 * A secret that never comes back: stored or not, and a way to replace it. A blank field changes nothing.
 * `onReplace(null)` takes a typed replacement back; `onRemove` clears what is stored.
 */
export function SecretField(props: {
  readonly id?: string;
  readonly label: string;
  readonly state: 'empty' | 'stored' | 'typed' | 'plain';
  /** A stand-in that is no secret, such as `os.environ/OPENAI_API_KEY`. */
  readonly plain?: string;
  readonly onReplace: (secret: string | null) => void;
  readonly onPlain?: (text: string) => void;
  readonly onRemove?: () => void;
  readonly describedBy?: string | undefined;
  readonly disabled?: boolean | undefined;
}) {
  const [open, setOpen] = createSignal(false);
  const [text, setText] = createSignal('');
  const type = (value: string) => {
    setText(value);
    if (props.onPlain && value.startsWith('os.environ/')) props.onPlain(value);
    else props.onReplace(value === '' ? null : value);
  };
  // What is being typed stays in the field until it is saved or taken back.
  const editing = () => open() || text() !== '' || props.state === 'empty' || props.state === 'plain';
  createEffect(
    on(
      () => props.state,
      (state) => {
        if (state === 'typed') return;
        setText('');
        setOpen(false);
      },
      { defer: true },
    ),
  );
  return (
    <Show
      when={editing()}
      fallback={
        <span class="secret line">
          <Icon name="lock" />
          <span class="dots" role="img" aria-label={props.state === 'typed' ? 'replaced, not saved' : 'stored'}>
            ••••••••
          </span>
          <Show when={!props.disabled}>
            <Button small onClick={() => setOpen(true)} aria-label={`Replace ${props.label}`}>
              Replace…
            </Button>
            <Show when={props.onRemove}>
              {(remove) => (
                <Button small onClick={() => remove()()} aria-label={`Remove ${props.label}`}>
                  Remove
                </Button>
              )}
            </Show>
          </Show>
        </span>
      }
    >
      <span class="line">
        <TextInput
          {...(props.id ? { id: props.id } : {})}
          type={props.state === 'plain' && text() === '' ? 'text' : 'password'}
          autocomplete="new-password"
          mono
          disabled={props.disabled}
          aria-describedby={props.describedBy}
          placeholder={props.state === 'stored' || props.state === 'typed' ? 'Leave blank to keep what is stored' : ''}
          value={text() || (props.state === 'plain' ? (props.plain ?? '') : '')}
          onValue={type}
        />
        <Show when={open()}>
          <Button
            small
            onClick={() => {
              type('');
              setOpen(false);
            }}
          >
            Keep
          </Button>
        </Show>
      </span>
    </Show>
  );
}
