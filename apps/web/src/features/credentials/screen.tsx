import type { CredentialStatus, CredentialTrial, ItemView, JsonObject } from '@regent/core';
import { Match, Show, Switch } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { ItemListScreen, type ItemTab } from '../../lib/item/list-screen.tsx';
import { textAt, valueAt } from '../../lib/item/path.ts';
import { allTab, usedByTab } from '../../lib/item/tabs.tsx';
import { useQuery } from '../../lib/query.ts';
import { RelativeTime, Status, Tile } from '../../ui/words.tsx';
import { CredentialForm } from './form.tsx';
import { useProviders } from '../../lib/providers.ts';
import { PROVIDER } from './provider.ts';
import { useStatuses } from './queries.ts';
import { Rotate } from './rotate.tsx';
import { rotationOf } from './rotation.ts';

const blank: JsonObject = { credential_name: '', credential_values: {}, credential_info: {} };
const tabs: readonly ItemTab[] = [
  { value: 'basics', label: 'Basics', body: (section) => <CredentialForm {...section} /> },
  allTab([['credential_values'], ['credential_info']]),
  {
    value: 'rotate',
    label: 'Rotate',
    saved: true,
    body: (section, view) => view && <Rotate {...section} view={view} />,
  },
  usedByTab,
];

/** Named provider credentials of the vault, by provider, and how many deployments use each. */
export default function Credentials() {
  const models = useQuery(() => api.item.list.options({ kind: 'model' }));
  const providers = useProviders();
  const statuses = useStatuses();
  const usersOf = (name: string) =>
    (models.data ?? []).filter(({ data }) => valueAt(data, ['litellm_params', 'litellm_credential_name']) === name)
      .length;
  const nameOf = (provider: string) =>
    providers.data?.find(({ id }) => id === provider)?.name ?? (provider || 'Without a provider');
  return (
    <ItemListScreen
      title="Providers"
      kind="credential"
      sorted
      empty="Store a provider's key once, under a name, and let any number of deployments use it. Rotating it is then one change."
      blank={blank}
      ready={(draft) => draft.text(['credential_name']) !== ''}
      heading={(draft) => draft.text(['credential_name'])}
      headingLead={(draft) => <Tile name={draft.text(PROVIDER) || '?'} />}
      searched={providerOf}
      sections={{
        of: providerOf,
        all: (items) =>
          [...new Set(items.map(providerOf))]
            .map((value) => ({ value, label: nameOf(value) }))
            .sort((a, b) => a.label.localeCompare(b.label, 'en')),
      }}
      name={(item) => (
        <>
          <Tile name={providerOf(item) || item.name} />
          <strong class="name clip">{item.name}</strong>
        </>
      )}
      columns={[
        { title: 'Secret', class: 'p3 quiet', cell: (item) => <Age item={item} status={statuses().get(item.key)} /> },
        {
          title: 'Last try',
          class: 'p2',
          cell: (item) => <LastTrial trial={statuses().get(item.key)?.lastTrial ?? null} />,
        },
        {
          title: 'Used by',
          class: 'num last',
          cell: (item) => (models.isSuccess ? plural(usersOf(item.name), 'deployment') : '–'),
        },
      ]}
      tabs={tabs}
    />
  );
}

function providerOf(item: ItemView): string {
  return textAt(item.data, PROVIDER);
}

/** How old its secret is, or what its rotation waits for. */
function Age(props: { readonly item: ItemView; readonly status: CredentialStatus | undefined }) {
  const state = () => rotationOf(props.item, props.status?.revocable ?? 0);
  return (
    <Switch fallback={<Show when={props.status?.storedAt}>{(at) => <RelativeTime at={at()} />}</Show>}>
      <Match when={state().step === 'apply'}>waits for Apply</Match>
      <Match when={state().step === 'revoke'}>old one to revoke</Match>
    </Switch>
  );
}

/** Green only for what is saved: an answer to another secret says nothing of this one. */
function LastTrial(props: { readonly trial: CredentialTrial | null }) {
  const counts = () => (props.trial !== null && props.trial.tried !== 'other' ? props.trial : null);
  return (
    <Show
      when={counts()}
      fallback={<span class="quiet">{props.trial === null ? 'not tried' : 'not with this secret'}</span>}
    >
      {(trial) => (
        <Status state={trial().ok ? 'ok' : 'bad'} title={`${trial().text} Tried by ${trial().by}.`}>
          {trial().ok ? 'Answered' : 'Failed'} <RelativeTime at={trial().at} />
        </Status>
      )}
    </Show>
  );
}
