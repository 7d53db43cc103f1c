import {
  type Diagnostic,
  equalJson,
  isSecretInput,
  isSecretReference,
  type Json,
  type KeySpec,
  type KeyType,
  toPointer,
} from '@regent/core';
import { type Component, createSignal, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { Combobox } from '../../ui/combobox.tsx';
import { Row, Select, TextArea, TextInput } from '../../ui/field.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { TokenField } from '../../ui/token-field.tsx';
import { findingsAt } from './check.ts';
import { type Draft, originOf } from './draft.ts';
import { jsonToText, textToJson } from './free-value.ts';
import { type Path, valueAt } from './path.ts';

export type FieldSpec = Pick<KeySpec, 'key' | 'label' | 'help' | 'type'> & Partial<KeySpec>;

interface ControlProps {
  readonly spec: FieldSpec;
  readonly value: Json | undefined;
  /** What is saved; a blank secret field goes back to it. */
  readonly saved: Json | undefined;
  readonly onValue: (value: Json | undefined) => void;
  readonly ids: { readonly input: string; readonly notes: string };
  readonly staged: boolean;
  readonly disabled: boolean;
}

interface ItemFieldProps {
  readonly spec: FieldSpec;
  readonly path: Path;
  readonly draft: Draft;
  readonly diagnostics: readonly Diagnostic[];
  readonly label?: string;
  readonly disabled?: boolean;
  readonly suggestions?: readonly string[];
}

/** One key of an item, shown as its spec says, with its origin and its findings. */
export function ItemField(props: ItemFieldProps) {
  const value = () => props.draft.get(props.path);
  const origin = () => originOf(props.draft.view(), props.path, value(), props.spec.default);
  const control = () => (fits(props.spec, value()) ? (controls[props.spec.type] ?? FreeControl) : FreeControl);
  /** What the way back leads to: what applies, or what was there before typing. */
  const before = () => {
    const from = origin();
    if (from.state === 'staged') return { value: from.applied };
    return from.state === 'typed' ? { value: from.before } : null;
  };
  const reset = () => props.draft.set(props.path, before()?.value);
  const spec = () => (props.suggestions ? { ...props.spec, values: props.suggestions } : props.spec);
  return (
    <Row
      label={props.label ?? props.spec.label}
      help={props.spec.help}
      origin={origin()}
      onReset={props.disabled || before() === null ? undefined : reset}
      findings={findingsAt(props.diagnostics, toPointer(props.path))}
    >
      {(ids) => (
        <Dynamic
          component={control()}
          spec={spec()}
          value={value()}
          saved={valueAt(props.draft.view()?.data, props.path)}
          onValue={(next: Json | undefined) => props.draft.set(props.path, next)}
          ids={ids}
          staged={origin().state === 'staged'}
          disabled={props.disabled ?? false}
        />
      )}
    </Row>
  );
}

/** A value of another shape than the spec expects is shown as it is, never bent. */
function fits(spec: FieldSpec, value: Json | undefined): boolean {
  if (value === undefined) return true;
  switch (spec.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
    case 'number':
      return typeof value === 'number';
    case 'text':
    case 'enum':
    case 'duration':
    case 'cron':
      return typeof value === 'string';
    case 'secret':
      return typeof value === 'string' || isSecretInput(value) || isSecretReference(value);
    case 'list':
      return Array.isArray(value) && value.every((entry) => typeof entry === 'string') && textual(spec);
    case 'map':
    case 'any':
      return true;
  }
}

function textual(spec: FieldSpec): boolean {
  return spec.each === undefined || spec.each.type === 'text' || spec.each.type === 'enum';
}

const controls: Partial<Record<KeyType, Component<ControlProps>>> = {
  boolean: BooleanControl,
  integer: NumberControl,
  number: NumberControl,
  text: TextControl,
  enum: ChoiceControl,
  secret: SecretControl,
  list: ListControl,
  duration: TextControl,
  cron: TextControl,
};

function BooleanControl(props: ControlProps) {
  const word = () => (props.value === undefined ? 'unset' : props.value === true ? 'true' : 'false');
  const unset = () =>
    props.spec.default === true ? 'Default (on)' : props.spec.default === false ? 'Default (off)' : 'Not set';
  return (
    <Select
      id={props.ids.input}
      describedBy={props.ids.notes}
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

function NumberControl(props: ControlProps) {
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
    <TextInput
      id={props.ids.input}
      aria-describedby={props.ids.notes}
      aria-invalid={bad()}
      inputMode="decimal"
      value={typeof props.value === 'number' ? String(props.value) : ''}
      placeholder={typeof props.spec.default === 'number' ? String(props.spec.default) : ''}
      unit={props.spec.unit}
      staged={props.staged}
      disabled={props.disabled}
      onValue={type}
    />
  );
}

function TextControl(props: ControlProps) {
  return (
    <Show
      when={props.spec.values}
      fallback={
        <TextInput
          id={props.ids.input}
          aria-describedby={props.ids.notes}
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
        value={typeof props.value === 'string' ? props.value : ''}
        options={(props.spec.values ?? []).map((value) => ({ value, label: value }))}
        staged={props.staged}
        disabled={props.disabled}
        onValue={(text) => props.onValue(text === '' ? undefined : text)}
      />
    </Show>
  );
}

function ChoiceControl(props: ControlProps) {
  const known = () => {
    const values = props.spec.values ?? [];
    return typeof props.value === 'string' && !values.includes(props.value) ? [...values, props.value] : values;
  };
  return (
    <Select
      id={props.ids.input}
      describedBy={props.ids.notes}
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

function SecretControl(props: ControlProps) {
  const state = () => {
    if (isSecretInput(props.value)) return 'typed' as const;
    if (isSecretReference(props.value)) return 'stored' as const;
    return typeof props.value === 'string' ? ('plain' as const) : ('empty' as const);
  };
  return (
    <SecretField
      id={props.ids.input}
      describedBy={props.ids.notes}
      label={props.spec.label}
      state={state()}
      plain={typeof props.value === 'string' ? props.value : ''}
      disabled={props.disabled}
      onReplace={(secret) => props.onValue(secret === null ? props.saved : { $newSecret: secret })}
      onPlain={props.onValue}
      onRemove={() => props.onValue(undefined)}
    />
  );
}

function ListControl(props: ControlProps) {
  return (
    <TokenField
      id={props.ids.input}
      describedBy={props.ids.notes}
      values={Array.isArray(props.value) ? (props.value as string[]) : []}
      suggestions={props.spec.values ?? props.spec.each?.values}
      staged={props.staged}
      onValues={(values) => props.onValue(values.length === 0 ? undefined : values)}
    />
  );
}

/** Any value as text: for maps, and for whatever a form does not know. */
function FreeControl(props: ControlProps) {
  const [text, setText] = createSignal<string | null>(null);
  const read = () => (text() === null ? null : textToJson(text() ?? ''));
  // What is typed stays as it is typed, as long as it says what the value is or says nothing yet.
  const shown = () => {
    const typed = read();
    return typed && (!typed.ok || equalJson(typed.value, props.value)) ? (text() ?? '') : jsonToText(props.value);
  };
  const type = (next: string) => {
    setText(next);
    const parsed = textToJson(next);
    if (parsed.ok) props.onValue(parsed.value);
  };
  return (
    <TextArea
      id={props.ids.input}
      describedBy={props.ids.notes}
      value={shown()}
      rows={Math.min(8, shown().split('\n').length)}
      invalid={read()?.ok === false}
      staged={props.staged}
      placeholder={props.spec.type === 'map' ? '{ "name": "value" }' : ''}
      onValue={type}
    />
  );
}
