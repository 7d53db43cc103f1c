import { createSignal, Show } from 'solid-js';
import type { api } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Row, TextInput } from '../../ui/field.tsx';
import { useCredentials, useProviders } from './queries.ts';

export type Upstream = Parameters<typeof api.discovery.ask.mutate>[0];

/** Names an upstream: provider, address, and a credential or a key. */
export function AskForm(props: {
  readonly busy: boolean;
  readonly asked: boolean;
  readonly onAsk: (upstream: Upstream) => void;
}) {
  const providers = useProviders();
  const credentials = useCredentials();
  const [provider, setProvider] = createSignal('openai');
  const [apiBase, setApiBase] = createSignal('');
  const [credential, setCredential] = createSignal('');
  const [secret, setSecret] = createSignal('');
  const hasAddress = () => {
    const values = credentials.data?.find(({ key }) => key === credential())?.data.credential_values;
    return typeof values === 'object' && values !== null && 'api_base' in values;
  };
  const ask = () => {
    const access = credential()
      ? { credentialKey: credential() }
      : secret()
        ? { apiKey: { $newSecret: secret() } }
        : {};
    props.onAsk({ provider: provider(), ...(apiBase() ? { apiBase: apiBase() } : {}), ...access });
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <div class="group">
        <Row label="Provider">
          {(ids) => (
            <Combobox
              id={ids.input}
              value={provider()}
              options={(providers.data ?? []).map(({ id, name }) => ({ value: id, label: name, note: id }))}
              onValue={setProvider}
            />
          )}
        </Row>
        <Row label="Credential">
          {(ids) => (
            <Combobox
              id={ids.input}
              value={credential()}
              options={[
                { value: '', label: 'None, or a key typed below' },
                ...(credentials.data ?? []).map(({ key, name }) => ({ value: key, label: name })),
              ]}
              onValue={setCredential}
            />
          )}
        </Row>
        <Row
          label="Address"
          help={hasAddress() ? 'The credential has one; leave this empty.' : 'For Ollama: http://host:11434'}
        >
          {(ids) => (
            <TextInput
              id={ids.input}
              mono
              placeholder="https://api.openai.com/v1"
              value={apiBase()}
              onValue={setApiBase}
            />
          )}
        </Row>
        <Show when={credential() === ''}>
          <Row label="API key">
            {(ids) => (
              <TextInput
                id={ids.input}
                type="password"
                autocomplete="new-password"
                mono
                placeholder="Only if the provider wants one"
                value={secret()}
                onValue={setSecret}
              />
            )}
          </Row>
        </Show>
      </div>
      <div class="line">
        <span class="push" />
        <Button
          type="submit"
          look={props.asked ? undefined : 'filled'}
          busy={props.busy}
          disabled={apiBase() === '' && !hasAddress()}
        >
          Ask
        </Button>
      </div>
    </form>
  );
}
