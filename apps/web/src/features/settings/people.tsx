import type { AccountDetail } from '@regent/core';
import { createSignal, For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { queryClient } from '../../lib/query-client.ts';
import { useQuery } from '../../lib/query.ts';
import { useMayEdit, useSession } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-field.tsx';
import { Select } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/states.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';
import { RelativeTime } from '../../ui/words.tsx';

type OwnRole = 'proxy_admin' | 'proxy_admin_viewer';
const roleNames = [
  { value: 'proxy_admin', label: 'Administrator' },
  { value: 'proxy_admin_viewer', label: 'May look' },
] as const;

/** Who can sign in to Regent. Only administrators see them. */
export function People() {
  const mayEdit = useMayEdit();
  return (
    <Show when={mayEdit()}>
      <section>
        <div class="group-title">
          <h2>People</h2>
          <small>who can sign in here</small>
        </div>
        <PeopleList />
      </section>
    </Show>
  );
}

function PeopleList() {
  const people = useQuery(() => api.account.list.options());
  const [link, setLink] = createSignal<string | null>(null);
  const act = async (work: Promise<unknown>, said: string) => {
    try {
      await work;
      toast(said);
    } catch (error) {
      toastFailure(error);
    }
    await queryClient.invalidateQueries({ queryKey: api.account.list.key() });
  };
  return (
    <div class="stack">
      <Show when={link()}>
        {(url) => (
          <section class="banner" role="status">
            <Icon name="key" />
            <div>
              <strong>Give them this link. It works once, within three days, and is not shown again.</strong>
              <div class="mono">{url()}</div>
            </div>
            <CopyButton text={url()} label="Copy" />
          </section>
        )}
      </Show>
      <Loaded query={people} what="The accounts could not be read." rows={2}>
        {(list) => (
          <div class="group">
            <For each={list()}>{(person) => <Person person={person} alone={list().length === 1} act={act} />}</For>
            <Invitation onMade={setLink} />
          </div>
        )}
      </Loaded>
    </div>
  );
}

function Person(props: {
  readonly person: AccountDetail;
  readonly alone: boolean;
  readonly act: (work: Promise<unknown>, said: string) => Promise<void>;
}) {
  const session = useSession();
  const [sure, setSure] = createSignal(false);
  const own = () => session.data?.id === props.person.id;
  const remove = () =>
    void props.act(api.account.remove.mutate({ id: props.person.id }), `Removed ${props.person.email}`);
  return (
    <div class="item">
      <div>
        {props.person.email} <Show when={own()}>{<small>you</small>}</Show>
        <small class="block">
          <Show when={props.person.lastSeenAt} fallback="not signed in">
            {(at) => (
              <>
                seen <RelativeTime at={at()} />
              </>
            )}
          </Show>
        </small>
      </div>
      <span class="push" />
      <Show when={!props.alone}>
        <Select
          label={`Role of ${props.person.email}`}
          value={props.person.role}
          options={roleNames}
          onValue={(role) =>
            void props.act(
              api.account.changeRole.mutate({ id: props.person.id, role: role as OwnRole }),
              `Changed ${props.person.email}`,
            )
          }
        />
        <Show
          when={sure()}
          fallback={
            <Button small onClick={() => setSure(true)}>
              Remove
            </Button>
          }
        >
          <Button small onClick={() => setSure(false)}>
            Keep
          </Button>
          <Button small look="danger" onClick={remove}>
            Remove for good
          </Button>
        </Show>
      </Show>
    </div>
  );
}

function Invitation(props: { readonly onMade: (url: string) => void }) {
  const [role, setRole] = createSignal<OwnRole>('proxy_admin');
  const [busy, setBusy] = createSignal(false);
  const invite = async () => {
    setBusy(true);
    try {
      props.onMade((await api.account.invite.mutate({ role: role() })).url);
    } catch (error) {
      toastFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="item">
      <Select
        label="Role of the new account"
        value={role()}
        options={roleNames}
        onValue={(value) => setRole(value as OwnRole)}
      />
      <span class="push" />
      <Button busy={busy()} onClick={() => void invite()}>
        Invite somebody
      </Button>
    </div>
  );
}
