import { isJsonObject } from '@regent/core';
import { A } from '@solidjs/router';
import { createMemo, Show } from 'solid-js';
import { findingsAt } from '../../lib/item/check.ts';
import { originOf } from '../../lib/item/draft.ts';
import type { ItemSection } from '../../lib/item/item-inspector.tsx';
import { textAt } from '../../lib/item/path.ts';
import { hrefOfItem } from '../../lib/item/place.ts';
import { Combobox } from '../../ui/combobox.tsx';
import { Row } from '../../ui/field.tsx';
import { useCredentials } from './queries.ts';

export const CREDENTIAL = ['litellm_params', 'litellm_credential_name'];

/** A named credential of the vault, and what the deployment gets from it. */
export function CredentialField(props: ItemSection & { readonly provider: string }) {
  const credentials = useCredentials();
  const chosen = createMemo(() =>
    (credentials.data ?? []).find(({ name, flag }) => name === props.draft.get(CREDENTIAL) && flag !== 'deleted'),
  );
  const options = createMemo(() => {
    const list = (credentials.data ?? []).map((item) => ({
      value: item.name,
      label: item.name,
      note: textAt(item.data, ['credential_info', 'custom_llm_provider']),
    }));
    return [
      { value: '', label: 'None: key of its own' },
      ...list.filter(({ note }) => note === props.provider),
      ...list.filter(({ note }) => note !== props.provider),
    ];
  });
  return (
    <>
      <Row
        label="Credential"
        help="A named credential of the vault, shared between deployments."
        origin={originOf(props.draft.view(), CREDENTIAL, props.draft.get(CREDENTIAL), undefined)}
        findings={findingsAt(props.diagnostics(), '/litellm_params/litellm_credential_name')}
      >
        {(ids) => (
          <Combobox
            id={ids.input}
            describedBy={ids.notes}
            value={props.draft.text(CREDENTIAL)}
            options={options()}
            disabled={props.locked()}
            onValue={(name) => props.draft.set(CREDENTIAL, name === '' ? undefined : name)}
          />
        )}
      </Row>
      <Show when={chosen()}>
        {(item) => (
          <p class="item">
            <small>
              Gives {fieldsOf(item().data.credential_values).join(', ') || 'nothing yet'}, from{' '}
              <A href={hrefOfItem(item())}>{item().name}</A> in the vault. What is set here as well wins.
            </small>
          </p>
        )}
      </Show>
    </>
  );
}

function fieldsOf(values: unknown): readonly string[] {
  return isJsonObject(values) ? Object.keys(values) : [];
}
