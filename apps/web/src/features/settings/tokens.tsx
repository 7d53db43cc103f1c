import { type Role, roles } from '@regent/core';
import { useQuery } from '../../lib/query.ts';
import { createSignal, For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { queryClient } from '../../lib/query-client.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-field.tsx';
import { DangerSheet } from '../../ui/danger-sheet.tsx';
import { Row, Select, TextInput } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { FailureBanner, Loaded } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import { RelativeTime } from '../../ui/words.tsx';

/** Tokens for the command line and for programs. Only administrators see them. */
export function Tokens() {
  const mayEdit = useMayEdit();
  return (
    <Show when={mayEdit()}>
      <section>
        <div class="group-title">
          <h2>API tokens</h2>
          <small>for the command line and programs</small>
        </div>
        <TokenList />
      </section>
    </Show>
  );
}

function TokenList() {
  const tokens = useQuery(() => api.token.list.options());
  const [made, setMade] = createSignal<string | null>(null);
  const changed = () => void queryClient.invalidateQueries({ queryKey: api.token.list.key() });
  const [leaving, setLeaving] = createSignal<{ readonly id: string; readonly name: string } | null>(null);
  const revoke = async (id: string, name: string) => {
    await api.token.revoke.mutate({ id });
    toast(`Revoked ${name}`);
    changed();
  };
  return (
    <div class="stack">
      <Show when={made()}>
        {(token) => (
          <section class="banner" role="status">
            <Icon name="key" />
            <div>
              <strong>Copy it now; it is not shown again.</strong>
              <div class="mono">{token()}</div>
            </div>
            <CopyButton text={token()} label="Copy" />
          </section>
        )}
      </Show>
      <Loaded query={tokens} what="The tokens could not be read." rows={2}>
        {(list) => (
          <div class="group">
            <For each={list()}>
              {(token) => (
                <div class="item">
                  <div>
                    {token.name} <small>{token.role}</small>
                    <small class="block">
                      made <RelativeTime at={token.createdAt} />,{' '}
                      {token.lastUsedAt ? (
                        <>
                          used <RelativeTime at={token.lastUsedAt} />
                        </>
                      ) : (
                        'never used'
                      )}
                    </small>
                  </div>
                  <span class="push" />
                  <Button small look="danger" onClick={() => setLeaving(token)}>
                    Revoke…
                  </Button>
                </div>
              )}
            </For>
            <NewToken
              onMade={(token) => {
                setMade(token);
                changed();
              }}
            />
          </div>
        )}
      </Loaded>
      <Show when={leaving()}>
        {(token) => (
          <DangerSheet
            title={`Revoke ${token().name}?`}
            action="Revoke"
            failed="Not revoked."
            word={token().name}
            act={() => revoke(token().id, token().name)}
            onClose={() => setLeaving(null)}
          >
            <p>Programs that use it are refused at once, and it cannot be brought back.</p>
          </DangerSheet>
        )}
      </Show>
    </div>
  );
}

function NewToken(props: { readonly onMade: (token: string) => void }) {
  const [name, setName] = createSignal('');
  const [role, setRole] = createSignal<Role>('proxy_admin');
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  const make = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const { token } = await api.token.create.mutate({ name: name().trim(), role: role() });
      setName('');
      props.onMade(token);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void make(event)}>
      <div class="group flat">
        <Row label="New token">
          {(ids) => <TextInput id={ids.input} placeholder="gitops" value={name()} onValue={setName} />}
        </Row>
        <Row label="Role">
          {(ids) => (
            <Select
              id={ids.input}
              value={role()}
              options={roles.slice(0, 2).map((value) => ({ value, label: value }))}
              onValue={(value) => setRole(value as Role)}
            />
          )}
        </Row>
        <div class="item">
          <span class="push" />
          <Button type="submit" busy={busy()} disabled={name().trim() === ''}>
            Make a token
          </Button>
        </div>
      </div>
      <Show when={error()}>{(failure) => <FailureBanner error={failure()} what="Not made." />}</Show>
    </form>
  );
}
