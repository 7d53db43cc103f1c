import type { ImportPreview } from '@regent/core';
import { createSignal } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Row, TextInput } from '../../ui/field.tsx';

const words = {
  passphrase: {
    label: 'Passphrase',
    why: 'Secrets of this export are sealed with CREDENTIALS_KEY of LLM-Proxy UI, else with its SESSION_SECRET.',
  },
  identity: { label: 'Age identity', why: 'AGE-SECRET-KEY-1…, or the passphrase that it was encrypted with.' },
  'salt-key': {
    label: 'Salt key',
    why: 'LITELLM_SALT_KEY that LiteLLM stored with; its master key where none was set.',
  },
} as const;

/** Asks for what opens the sealed parts of a source. Without it the items come without their secrets. */
export function Unlock(props: {
  readonly wants: NonNullable<ImportPreview['wants']>;
  readonly busy: boolean;
  readonly onUnlock: (secret: string) => void;
}) {
  const [secret, setSecret] = createSignal('');
  return (
    <form
      class="group"
      onSubmit={(event) => {
        event.preventDefault();
        props.onUnlock(secret());
      }}
    >
      <Row label={words[props.wants].label} help={words[props.wants].why}>
        {(ids) => (
          <span class="line">
            <TextInput
              id={ids.input}
              type="password"
              autocomplete="new-password"
              mono
              value={secret()}
              onValue={setSecret}
            />
            <Button type="submit" busy={props.busy} disabled={secret() === ''}>
              Open
            </Button>
          </span>
        )}
      </Row>
    </form>
  );
}
