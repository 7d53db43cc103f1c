import { isJsonObject, isSecretInput, isSecretReference, type Json, type KeyType } from '@regent/core';
import { type Component, createMemo } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import type { FieldSpec } from '../specs.ts';
import { EntriesControl } from './entries.tsx';
import { FreeControl } from './free.tsx';
import { ListControl } from './list.tsx';
import { PairsControl } from './pairs.tsx';
import { BooleanControl, ChoiceControl, NumberControl, TextControl } from './scalar.tsx';
import { SecretControl } from './secret.tsx';

export interface ControlProps {
  readonly spec: FieldSpec;
  readonly value: Json | undefined;
  /** What is saved; a blank secret field goes back to it. */
  readonly saved: Json | undefined;
  readonly onValue: (value: Json | undefined) => void;
  readonly ids: { readonly input: string; readonly notes: string };
  /** Where no label of the page names the control. */
  readonly name?: string;
  readonly staged: boolean;
  readonly disabled: boolean;
}

/** The control that its spec asks for. A value of another shape is shown as it is, never bent. */
export function ValueControl(props: ControlProps) {
  const control = createMemo(() => controlFor(props.spec, props.value));
  return <Dynamic component={control()} {...props} />;
}

const scalars: Partial<Record<KeyType, Component<ControlProps>>> = {
  boolean: BooleanControl,
  integer: NumberControl,
  number: NumberControl,
  text: TextControl,
  enum: ChoiceControl,
  duration: TextControl,
  cron: TextControl,
};

function controlFor(spec: FieldSpec, value: Json | undefined): Component<ControlProps> {
  switch (spec.type) {
    case 'list':
      return controlForList(spec, value);
    case 'map':
      return controlForMap(spec, value);
    case 'secret':
      return isSecret(value) ? SecretControl : FreeControl;
    case 'any':
      return FreeControl;
    default:
      return (fits(spec.type, value) && scalars[spec.type]) || FreeControl;
  }
}

function controlForList(spec: FieldSpec, value: Json | undefined): Component<ControlProps> {
  if (value !== undefined && !Array.isArray(value)) return FreeControl;
  const values = value ?? [];
  const isText = spec.each === undefined || spec.each.type === 'text' || spec.each.type === 'enum';
  if (isText) return values.every((one) => typeof one === 'string') ? ListControl : FreeControl;
  return spec.each?.fields && values.every(isJsonObject) ? EntriesControl : FreeControl;
}

function controlForMap(spec: FieldSpec, value: Json | undefined): Component<ControlProps> {
  if (value !== undefined && (!isJsonObject(value) || isSecretInput(value) || isSecretReference(value)))
    return FreeControl;
  const values = Object.values(value ?? {});
  const { each } = spec;
  if (each?.fields) return values.every(isJsonObject) ? EntriesControl : FreeControl;
  if (each) return scalars[each.type] && values.every((one) => fits(each.type, one)) ? PairsControl : FreeControl;
  // A map that is passed on as it is: names and texts, unless it holds something else.
  return spec.fields === undefined && values.every(isSecret) ? PairsControl : FreeControl;
}

function fits(type: KeyType, value: Json | undefined): boolean {
  if (value === undefined) return true;
  if (type === 'boolean') return typeof value === 'boolean';
  if (type === 'integer' || type === 'number') return typeof value === 'number';
  return typeof value === 'string';
}

function isSecret(value: Json | undefined): boolean {
  return value === undefined || typeof value === 'string' || isSecretInput(value) || isSecretReference(value);
}
