import type { ItemView, JsonObject } from '@regent/core';
import { useQuery } from '../../lib/query.ts';
import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js';
import { api } from '../../lib/api.ts';
import { AllParameters } from '../../lib/item/all-parameters.tsx';
import { type Draft, originOf } from '../../lib/item/draft.ts';
import { ItemField } from '../../lib/item/item-field.tsx';
import { ItemInspector, type ItemSection } from '../../lib/item/item-inspector.tsx';
import { isKnown, specOf } from '../../lib/item/specs.ts';
import { UsedBy } from '../../lib/item/used-by.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Row } from '../../ui/field.tsx';
import { Tile } from '../../ui/words.tsx';

const tabs = [
  { value: 'basics', label: 'Basics' },
  { value: 'all', label: 'All' },
  { value: 'used', label: 'Used by' },
] as const;

const PROVIDER = ['credential_info', 'custom_llm_provider'];
const blank: JsonObject = { credential_name: '', credential_values: {}, credential_info: {} };

interface Props {
  readonly view: ItemView | null;
  readonly onClose: () => void;
  readonly onOpen: (key: string) => void;
  readonly onStep: (step: 1 | -1) => void;
}

/** One named credential. Its secrets go into the vault and never come back. */
export default function CredentialInspector(props: Props) {
  const [tab, setTab] = createSignal<(typeof tabs)[number]['value']>('basics');
  return (
    <ItemInspector
      kind="credential"
      view={props.view}
      blank={blank}
      stashKey=""
      ready={(draft) => Boolean(draft.get(['credential_name']))}
      title={(draft) => draft.text(['credential_name']) || 'New credential'}
      lead={(draft) => <Tile name={draft.text(PROVIDER) || '?'} />}
      tabs={{ options: props.view ? tabs : tabs.slice(0, 2), value: tab(), onChange: setTab }}
      onClose={props.onClose}
      onCreated={props.onOpen}
      onStep={props.onStep}
    >
      {(section) => (
        <Switch>
          <Match when={tab() === 'basics'}>
            <Basics {...section} />
          </Match>
          <Match when={tab() === 'all'}>
            <AllParameters
              draft={section.draft}
              diagnostics={section.diagnostics()}
              maps={[['credential_values'], ['credential_info']]}
              disabled={section.locked()}
            />
          </Match>
          <Match when={tab() === 'used' && props.view}>{(view) => <UsedBy item={view()} />}</Match>
        </Switch>
      )}
    </ItemInspector>
  );
}

function Basics(props: ItemSection) {
  const providers = useQuery(() => ({ ...api.catalog.providers.options(), staleTime: Number.POSITIVE_INFINITY }));
  const provider = createMemo(() =>
    providers.isSuccess ? providers.data.find(({ id }) => id === props.draft.get(PROVIDER)) : undefined,
  );
  const keys = createMemo(() => {
    const held = Object.keys((props.draft.get(['credential_values']) as object | undefined) ?? {});
    return [...new Set([...(provider()?.fields.map(({ key }) => key) ?? ['api_key', 'api_base']), ...held])];
  });
  return (
    <>
      <section class="group">
        <ItemField
          spec={{ ...specOf('credential', ['credential_name']), label: 'Name' }}
          path={['credential_name']}
          draft={props.draft}
          diagnostics={props.diagnostics()}
          disabled={props.locked()}
        />
        <Row
          label="Provider"
          help="Decides which fields the credential needs."
          origin={originOf(props.draft.view(), PROVIDER, props.draft.get(PROVIDER), undefined)}
        >
          {(ids) => (
            <Combobox
              id={ids.input}
              describedBy={ids.notes}
              disabled={props.locked()}
              value={props.draft.text(PROVIDER)}
              placeholder="Type to find one of many"
              options={(providers.data ?? []).map(({ id, name }) => ({ value: id, label: name, note: id }))}
              onValue={(id) => props.draft.set(PROVIDER, id === '' ? undefined : id)}
            />
          )}
        </Row>
      </section>
      <section class="group">
        <For each={keys()}>
          {(key) => (
            <ValueField
              draft={props.draft}
              section={props}
              field={key}
              label={provider()?.fields.find((one) => one.key === key)?.label}
              password={provider()?.fields.find((one) => one.key === key)?.type === 'password'}
            />
          )}
        </For>
      </section>
      <Show when={providers.isError}>
        <p class="quiet">The list of providers could not be read; the fields above are the common ones.</p>
      </Show>
    </>
  );
}

function ValueField(props: {
  readonly draft: Draft;
  readonly section: ItemSection;
  readonly field: string;
  readonly label: string | undefined;
  readonly password: boolean;
}) {
  const path = () => ['credential_values', props.field];
  const spec = () => {
    const known = specOf('credential', path());
    const type = props.password ? ('secret' as const) : isKnown('credential', path()) ? known.type : ('text' as const);
    return { ...known, type, label: props.label ?? known.label };
  };
  return (
    <ItemField
      spec={spec()}
      path={path()}
      draft={props.draft}
      diagnostics={props.section.diagnostics()}
      disabled={props.section.locked()}
    />
  );
}
