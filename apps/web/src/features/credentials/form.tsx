import { createMemo, For, Show } from 'solid-js';
import { originOf } from '../../lib/item/draft.ts';
import { ItemField } from '../../lib/item/item-field.tsx';
import type { ItemSection } from '../../lib/item/item-inspector.tsx';
import { isKnown, specOf } from '../../lib/item/specs.ts';
import { Combobox } from '../../ui/combobox.tsx';
import { Row } from '../../ui/field.tsx';
import { useProviders } from '../../lib/providers.ts';
import { PROVIDER } from './provider.ts';
import { TryCredential } from './try.tsx';

/** Name, provider, and the fields that this provider needs. Secrets go into the vault and never come back. */
export function CredentialForm(props: ItemSection) {
  const providers = useProviders();
  const provider = createMemo(() => providers.data?.find(({ id }) => id === props.draft.get(PROVIDER)));
  const keys = createMemo(() => {
    const held = Object.keys((props.draft.get(['credential_values']) as object | undefined) ?? {});
    return [...new Set([...(provider()?.fields.map(({ key }) => key) ?? ['api_key', 'api_base']), ...held])];
  });
  const fieldOf = (key: string) => provider()?.fields.find((one) => one.key === key);
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
              {...props}
              field={key}
              label={fieldOf(key)?.label}
              password={fieldOf(key)?.type === 'password'}
            />
          )}
        </For>
      </section>
      <Show when={props.draft.view()}>{(view) => <TryCredential {...props} view={view()} />}</Show>
      <Show when={providers.isError}>
        <p class="quiet">The list of providers could not be read; the fields above are the common ones.</p>
      </Show>
    </>
  );
}

/** One field of a credential, as the provider's form or our own table describes it. */
export function ValueField(
  props: ItemSection & { readonly field: string; readonly label: string | undefined; readonly password: boolean },
) {
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
      diagnostics={props.diagnostics()}
      disabled={props.locked()}
    />
  );
}
