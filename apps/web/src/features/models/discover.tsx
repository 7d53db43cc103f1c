import type { DiscoveredModel } from '@regent/core';
import { createSignal, For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { itemsChanged } from '../../lib/query-client.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Check, Row, TextInput } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { FailureBanner } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useCredentials, useProviders } from './queries.ts';

/** Asks a provider for its models and stages the chosen ones. A typed key goes into the vault with them. */
export default function Discover(props: { readonly onClose: () => void }) {
  const providers = useProviders();
  const credentials = useCredentials();
  const [provider, setProvider] = createSignal('openai');
  const [apiBase, setApiBase] = createSignal('');
  const [credential, setCredential] = createSignal('');
  const [secret, setSecret] = createSignal('');
  const [found, setFound] = createSignal<readonly DiscoveredModel[] | null>(null);
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const keyInput = () =>
    credential() ? { apiKey: credential() } : secret() ? { apiKey: { $newSecret: secret() } } : {};
  const ask = async () => {
    const list = await api.model.discover.mutate({ provider: provider(), apiBase: apiBase(), ...keyInput() });
    setFound(list);
    setChosen(new Set(list.filter(({ known }) => !known).map(({ model }) => model)));
  };
  const stage = async () => {
    const name = credentials.data?.find(({ key }) => key === credential())?.name;
    const auth = name ? { litellm_credential_name: name } : secret() ? { api_key: { $newSecret: secret() } } : {};
    const base = apiBase() ? { api_base: apiBase() } : {};
    const picked = (found() ?? []).filter(({ model }) => chosen().has(model));
    const items = picked.map(({ id, model }) => ({
      kind: 'model' as const,
      data: { model_name: id, litellm_params: { model, ...base, ...auth } },
      baseVersion: 0,
    }));
    await api.item.saveMany.mutate({ items });
    itemsChanged();
    toast(`Staged ${plural(items.length, 'deployment')}`);
    props.onClose();
  };
  const toggle = (model: string, on: boolean) => {
    const next = new Set(chosen());
    if (on) next.add(model);
    else next.delete(model);
    setChosen(next);
  };
  return (
    <Sheet
      title="Discover models"
      subtitle="Ask a provider what it offers"
      narrow
      onClose={props.onClose}
      footer={
        <>
          <span class="push" />
          <Button
            look={found() ? undefined : 'filled'}
            busy={busy() && !found()}
            disabled={apiBase() === ''}
            onClick={() => void attempt(ask)}
          >
            Ask
          </Button>
          <Show when={found()}>
            <Button look="filled" busy={busy()} disabled={chosen().size === 0} onClick={() => void attempt(stage)}>
              Stage {plural(chosen().size, 'deployment')}
            </Button>
          </Show>
        </>
      }
    >
      <div class="body stack">
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
          <Row label="Address" origin={{ state: 'default', text: 'For Ollama: http://host:11434' }}>
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
        <Show when={error()}>{(failure) => <FailureBanner error={failure()} />}</Show>
        <Show when={found()}>
          {(list) => (
            <div class="group">
              <For each={list()} fallback={<p class="item quiet">The provider answered and offers no model.</p>}>
                {(one) => (
                  <div class="item">
                    <Check
                      label={`Take ${one.id}`}
                      on={chosen().has(one.model)}
                      onChange={(on) => toggle(one.model, on)}
                    />
                    <span class="clip">{one.id}</span>
                    <small class="push">{one.known ? 'already there' : ''}</small>
                  </div>
                )}
              </For>
            </div>
          )}
        </Show>
      </div>
    </Sheet>
  );
}
