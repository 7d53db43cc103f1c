import { createSignal, Show } from 'solid-js';
import { Combobox } from '../../../ui/combobox.tsx';
import { type Finding, FindingLine, Select, TextArea, TextInput } from '../../../ui/field.tsx';
import type { ControlProps } from './control.tsx';

export function BooleanControl(props: ControlProps) {
  const word = () => (props.value === undefined ? 'unset' : props.value === true ? 'true' : 'false');
  const unset = () =>
    props.spec.default === true ? 'Default (on)' : props.spec.default === false ? 'Default (off)' : 'Not set';
  return (
    <Select
      id={props.ids.input}
      describedBy={props.ids.notes}
      label={props.name}
      value={word()}
      staged={props.staged}
      disabled={props.disabled}
      options={[
        { value: 'unset', label: unset() },
        { value: 'true', label: 'On' },
        { value: 'false', label: 'Off' },
      ]}
      onValue={(next) => props.onValue(next === 'unset' ? undefined : next === 'true')}
    />
  );
}

const notANumber: Finding = { severity: 'error', message: 'This is not a number, and is not taken over.' };

export function NumberControl(props: ControlProps) {
  const [bad, setBad] = createSignal(false);
  const type = (text: string) => {
    const plain = text.replaceAll(/[\s,_]/g, '');
    if (plain === '') {
      setBad(false);
      return props.onValue(undefined);
    }
    const number = Number(plain);
    setBad(Number.isNaN(number));
    if (!Number.isNaN(number)) props.onValue(number);
  };
  return (
    <>
      <TextInput
        id={props.ids.input}
        aria-describedby={props.ids.notes}
        aria-label={props.name}
        aria-invalid={bad()}
        inputMode="decimal"
        value={typeof props.value === 'number' ? String(props.value) : ''}
        placeholder={typeof props.spec.default === 'number' ? String(props.spec.default) : ''}
        unit={props.spec.unit}
        staged={props.staged}
        disabled={props.disabled}
        onValue={type}
      />
      <Show when={bad()}>
        <FindingLine finding={notANumber} />
      </Show>
    </>
  );
}

export function TextControl(props: ControlProps) {
  return (
    <Show when={props.spec.multiline} fallback={<LineControl {...props} />}>
      <TextArea
        id={props.ids.input}
        describedBy={props.ids.notes}
        label={props.name}
        value={typeof props.value === 'string' ? props.value : ''}
        rows={8}
        staged={props.staged}
        disabled={props.disabled}
        onValue={(text) => props.onValue(text === '' ? undefined : text)}
      />
    </Show>
  );
}

function LineControl(props: ControlProps) {
  return (
    <Show
      when={props.spec.values}
      fallback={
        <TextInput
          id={props.ids.input}
          aria-describedby={props.ids.notes}
          aria-label={props.name}
          value={typeof props.value === 'string' ? props.value : ''}
          placeholder={
            typeof props.spec.default === 'string'
              ? props.spec.default
              : props.spec.type === 'duration'
                ? '30s, 7d, 1mo'
                : ''
          }
          unit={props.spec.unit}
          staged={props.staged}
          disabled={props.disabled}
          onValue={(text) => props.onValue(text === '' ? undefined : text)}
        />
      }
    >
      <Combobox
        free
        id={props.ids.input}
        describedBy={props.ids.notes}
        label={props.name}
        value={typeof props.value === 'string' ? props.value : ''}
        options={(props.spec.values ?? []).map((value) => ({ value, label: value }))}
        staged={props.staged}
        disabled={props.disabled}
        onValue={(text) => props.onValue(text === '' ? undefined : text)}
      />
    </Show>
  );
}

export function ChoiceControl(props: ControlProps) {
  const known = () => {
    const values = props.spec.values ?? [];
    return typeof props.value === 'string' && !values.includes(props.value) ? [...values, props.value] : values;
  };
  return (
    <Select
      id={props.ids.input}
      describedBy={props.ids.notes}
      label={props.name}
      value={typeof props.value === 'string' ? props.value : ''}
      staged={props.staged}
      disabled={props.disabled}
      options={[
        { value: '', label: typeof props.spec.default === 'string' ? `Default (${props.spec.default})` : 'Not set' },
        ...known().map((value) => ({ value, label: value })),
      ]}
      onValue={(next) => props.onValue(next === '' ? undefined : next)}
    />
  );
}
