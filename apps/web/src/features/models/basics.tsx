import type { ModelView, ProviderField as ProviderFormField, ProviderView } from '@regent/core';
import { useQuery } from '../../lib/query.ts';
import { createMemo, createSignal, For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { findingsAt } from '../../lib/item/check.ts';
import { originOf } from '../../lib/item/draft.ts';
import { ItemField } from '../../lib/item/item-field.tsx';
import { type FieldSpec, specOf } from '../../lib/item/specs.ts';
import { Combobox } from '../../ui/combobox.tsx';
import { Row } from '../../ui/field.tsx';
import { publicName } from './grouping.ts';
import { joinModel, splitModel, switchProvider } from './provider.ts';
import { CREDENTIAL, CredentialField } from './credential-field.tsx';
import { type Preset, presets, withPreset } from './presets.ts';
import { useProviders } from './queries.ts';
import type { ItemSection } from '../../lib/item/item-inspector.tsx';

const MODEL = ['litellm_params', 'model'];
const SUGGESTED = 50;

type BasicsProps = ItemSection & { readonly models: () => readonly ModelView[] };

/** Name, provider, model, and how the provider is reached. */
export function Basics(props: BasicsProps) {
  const providers = useProviders();
  const known = () => (providers.isSuccess ? providers.data : []);
  const text = () => props.draft.text(MODEL);
  const parts = createMemo(() => splitModel(text(), known()));
  const provider = createMemo(() => known().find(({ id }) => id === parts().provider));
  const credential = () => props.draft.get(CREDENTIAL);
  const fields = createMemo(() =>
    (provider()?.fields ?? []).filter((field) => credential() === undefined || field.type !== 'password'),
  );
  return (
    <>
      <section class="group">
        <NameField {...props} />
        <ProviderField {...props} known={known()} provider={parts().provider} loading={providers.isPending} />
        <ModelField
          {...props}
          provider={parts().provider}
          name={parts().name}
          placeholder={provider()?.modelPlaceholder ?? ''}
        />
      </section>
      <section class="group">
        <CredentialField {...props} provider={parts().provider} />
        <For each={fields()}>
          {(field) => (
            <ItemField
              spec={fieldSpec(field)}
              path={['litellm_params', field.key]}
              draft={props.draft}
              diagnostics={props.diagnostics()}
              disabled={props.locked()}
            />
          )}
        </For>
      </section>
      <section class="group">
        <ModeField {...props} />
        <ItemField
          spec={{
            key: 'notes',
            label: 'Notes',
            help: 'For the people who run this gateway; never sent to the engine.',
            type: 'text',
          }}
          path={['$regent', 'notes']}
          draft={props.draft}
          diagnostics={props.diagnostics()}
          disabled={props.locked()}
        />
      </section>
    </>
  );
}

/** What the deployment does; the engine's catalog says it for the models that it knows. */
function ModeField(props: ItemSection) {
  const model = () => props.draft.text(MODEL);
  const catalog = useQuery(() => ({ ...api.catalog.model.options({ model: model() }), enabled: model() !== '' }));
  const known = () => (catalog.isSuccess ? catalog.data?.mode : null) ?? null;
  return (
    <ItemField
      spec={{ ...specOf('model', ['model_info', 'mode']), ...(known() === null ? {} : { default: known() }) }}
      path={['model_info', 'mode']}
      draft={props.draft}
      diagnostics={props.diagnostics()}
      disabled={props.locked()}
    />
  );
}

function NameField(props: BasicsProps) {
  const names = createMemo(() => [...new Set(props.models().map(publicName))].sort());
  const joins = () =>
    props
      .models()
      .filter((model) => publicName(model) === props.draft.get(['model_name']) && model.key !== props.draft.view()?.key)
      .length;
  return (
    <>
      <ItemField
        spec={{ ...specOf('model', ['model_name']), label: 'Public name' }}
        path={['model_name']}
        draft={props.draft}
        diagnostics={props.diagnostics()}
        suggestions={names()}
        disabled={props.locked()}
      />
      <Show when={joins() > 0}>
        <p class="item">
          <small>Shares its name with {plural(joins(), 'other deployment')}; the router balances between them.</small>
        </p>
      </Show>
    </>
  );
}

/** The provider; a new deployment may also start as a usual place, with what is the same for everybody filled in. */
function ProviderField(
  props: ItemSection & {
    readonly known: readonly ProviderView[];
    readonly provider: string;
    readonly loading: boolean;
  },
) {
  const [preset, setPreset] = createSignal<Preset>();
  const offered = () => (props.draft.view() === null ? presets : []);
  const choose = (id: string) => {
    const chosen = offered().find((one) => `preset:${one.id}` === id);
    setPreset(chosen);
    const data = props.draft.data();
    props.draft.replace(chosen ? withPreset(data, chosen) : switchProvider(data, id, props.known));
  };
  const origin = () => {
    const own = originOf(props.draft.view(), MODEL, props.draft.get(MODEL), undefined);
    const note = preset()?.note;
    return note === undefined ? own : { ...own, text: note };
  };
  return (
    <Row label="Provider" origin={origin()}>
      {(ids) => (
        <Combobox
          id={ids.input}
          describedBy={ids.notes}
          value={props.provider}
          placeholder={props.loading ? 'Loading…' : 'Type to find one of many'}
          options={[
            ...props.known.map(({ id, name }) => ({ value: id, label: name, note: id })),
            ...offered().map(({ id, label }) => ({ value: `preset:${id}`, label, note: 'filled in' })),
          ]}
          disabled={props.locked()}
          onValue={choose}
        />
      )}
    </Row>
  );
}

function ModelField(
  props: ItemSection & { readonly provider: string; readonly name: string; readonly placeholder: string },
) {
  const [ask, setAsk] = createSignal('');
  const found = useQuery(() => ({
    ...api.catalog.models.options({
      query: ask(),
      limit: SUGGESTED,
      ...(props.provider ? { provider: props.provider } : {}),
    }),
    enabled: !props.locked(),
    placeholderData: (last: Awaited<ReturnType<typeof api.catalog.models.query>> | undefined) => last,
  }));
  const sent = () => joinModel(props.provider, props.name);
  return (
    <Row
      label={props.provider === 'azure' ? 'Deployment' : 'Model'}
      help="The provider's own name of the model."
      origin={{
        ...originOf(props.draft.view(), MODEL, props.draft.get(MODEL), undefined),
        text: sent() ? `Sent as ${sent()}` : 'Required',
      }}
      findings={findingsAt(props.diagnostics(), '/litellm_params/model')}
    >
      {(ids) => (
        <Combobox
          id={ids.input}
          describedBy={ids.notes}
          free
          mono
          value={props.name}
          placeholder={props.placeholder}
          disabled={props.locked()}
          options={(found.isSuccess ? found.data : []).map((one) => ({
            value: splitModel(one.model, []).name,
            label: splitModel(one.model, []).name,
            note: one.mode ?? undefined,
          }))}
          onAsk={setAsk}
          onValue={(name) => props.draft.set(MODEL, joinModel(props.provider, name))}
        />
      )}
    </Row>
  );
}

/** The engine says which fields a provider needs; our own table says more about each where it knows it. */
function fieldSpec(field: ProviderFormField): FieldSpec {
  const known = specOf('model', ['litellm_params', field.key]);
  const type =
    field.type === 'password'
      ? 'secret'
      : field.type === 'select'
        ? 'enum'
        : known.type === 'any'
          ? 'text'
          : known.type;
  return {
    ...known,
    key: field.key,
    label: field.label,
    type,
    help: field.help ?? known.help,
    ...(field.options.length > 0 ? { values: field.options } : {}),
  };
}
