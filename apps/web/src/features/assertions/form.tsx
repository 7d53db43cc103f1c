import type { Assertion, WrittenAssertion } from '@regent/core';
import { Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { useProviders } from '../../lib/providers.ts';
import { useQuery } from '../../lib/query.ts';
import { Combobox } from '../../ui/combobox.tsx';
import { Row, Select, Switch, TextInput } from '../../ui/field.tsx';
import { TokenField } from '../../ui/token-field.tsx';
import { type AssertionType, assertionTypes, blankAssertions, severityWords, typeLabel } from './words.ts';

interface FormProps {
  readonly value: WrittenAssertion;
  readonly onValue: (value: WrittenAssertion) => void;
  readonly disabled: boolean;
}

export function AssertionForm(props: FormProps) {
  const set = (part: Partial<WrittenAssertion>) => props.onValue({ ...props.value, ...part });
  const setType = (type: string) => {
    const known = assertionTypes.find(({ value }) => value === type)?.value;
    if (!known) return;
    // A name that nobody changed follows the type.
    const untouched = props.value.label === '' || props.value.label === typeLabel(props.value.assertion.type);
    set({ assertion: blankAssertions[known], ...(untouched ? { label: typeLabel(known) } : {}) });
  };
  return (
    <>
      <section class="group">
        <Row label="Asserts" origin={{ state: 'default', text: helpOf(props.value.assertion.type) }}>
          {(ids) => (
            <Select
              id={ids.input}
              describedBy={ids.notes}
              disabled={props.disabled}
              value={props.value.assertion.type}
              options={assertionTypes}
              onValue={setType}
            />
          )}
        </Row>
        <Parameters
          value={props.value.assertion}
          disabled={props.disabled}
          onValue={(assertion) => set({ assertion })}
        />
        <Row label="Name" help="Begins every finding">
          {(ids) => (
            <TextInput
              id={ids.input}
              aria-describedby={ids.notes}
              disabled={props.disabled}
              value={props.value.label}
              onValue={(label) => set({ label })}
            />
          )}
        </Row>
      </section>
      <section class="group">
        <Row label="If it does not hold">
          {(ids) => (
            <Select
              id={ids.input}
              disabled={props.disabled}
              value={props.value.severity}
              options={Object.entries(severityWords).map(([value, label]) => ({ value, label }))}
              onValue={(severity) => set({ severity: severity as WrittenAssertion['severity'] })}
            />
          )}
        </Row>
        <Row label="Switched on">
          {(ids) => (
            <Switch
              id={ids.input}
              disabled={props.disabled}
              on={props.value.enabled}
              onChange={(enabled) => set({ enabled })}
            />
          )}
        </Row>
      </section>
    </>
  );
}

function Parameters(props: {
  readonly value: Assertion;
  readonly disabled: boolean;
  readonly onValue: (value: Assertion) => void;
}) {
  const is = <Type extends AssertionType>(...types: readonly Type[]) =>
    types.some((type) => type === props.value.type) ? (props.value as Extract<Assertion, { type: Type }>) : undefined;
  return (
    <>
      <Show when={is('group-deployments', 'alias-deployments')}>
        {(value) => (
          <Row label="At least">
            {(ids) => (
              <TextInput
                id={ids.input}
                inputMode="numeric"
                unit="deployments"
                disabled={props.disabled}
                value={String(value().atLeast)}
                onValue={(text) => props.onValue({ ...value(), atLeast: Number.parseInt(text, 10) || 0 })}
              />
            )}
          </Row>
        )}
      </Show>
      <Show when={is('only-providers')}>
        {(value) => (
          <Names
            label="Providers"
            values={value().providers}
            source="providers"
            onValues={(providers) => props.onValue({ ...value(), providers: [...providers] })}
          />
        )}
      </Show>
      <Show when={is('never-reaches')}>
        {(value) => (
          <>
            <Names
              label="Models"
              values={value().models}
              source="groups"
              onValues={(models) => props.onValue({ ...value(), models: [...models] })}
            />
            <ProviderField
              value={value().provider}
              disabled={props.disabled}
              onValue={(provider) => props.onValue({ ...value(), provider })}
            />
          </>
        )}
      </Show>
    </>
  );
}

function Names(props: {
  readonly label: string;
  readonly values: readonly string[];
  readonly source: 'providers' | 'groups';
  readonly onValues: (values: readonly string[]) => void;
}) {
  const providers = useProviders();
  const models = useQuery(() => api.model.groups.options());
  const known = () =>
    props.source === 'providers'
      ? (providers.data ?? []).map(({ id }) => id)
      : [...new Set((models.data ?? []).map(({ name }) => name))];
  return (
    <Row label={props.label}>
      {(ids) => <TokenField id={ids.input} values={props.values} suggestions={known()} onValues={props.onValues} />}
    </Row>
  );
}

function ProviderField(props: {
  readonly value: string;
  readonly disabled: boolean;
  readonly onValue: (value: string) => void;
}) {
  const providers = useProviders();
  return (
    <Row label="Never reach">
      {(ids) => (
        <Combobox
          free
          id={ids.input}
          disabled={props.disabled}
          value={props.value}
          placeholder="Type to find a provider"
          options={(providers.data ?? []).map(({ id, name }) => ({ value: id, label: name, note: id }))}
          onValue={props.onValue}
        />
      )}
    </Row>
  );
}

function helpOf(type: AssertionType): string {
  return assertionTypes.find(({ value }) => value === type)?.help ?? '';
}
