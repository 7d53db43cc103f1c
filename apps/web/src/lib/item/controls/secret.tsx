import { isSecretInput, isSecretReference } from '@regent/core';
import { SecretField } from '../../../ui/secret-field.tsx';
import type { ControlProps } from './control.tsx';

/** A secret is replaced or removed, never shown; a blank replacement goes back to what is saved. */
export function SecretControl(props: ControlProps) {
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
