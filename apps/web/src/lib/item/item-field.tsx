import { type Diagnostic, toPointer } from '@regent/core';
import { Row } from '../../ui/field.tsx';
import { findingsAt } from './check.ts';
import { ValueControl } from './controls/control.tsx';
import { type Draft, originOf } from './draft.ts';
import { type Path, valueAt } from './path.ts';
import type { FieldSpec } from './specs.ts';

interface ItemFieldProps {
  readonly spec: FieldSpec;
  readonly path: Path;
  readonly draft: Draft;
  readonly diagnostics: readonly Diagnostic[];
  readonly label?: string;
  readonly disabled?: boolean;
  readonly suggestions?: readonly string[] | undefined;
}

/** One key of an item, shown as its spec says, with its origin and its findings. */
export function ItemField(props: ItemFieldProps) {
  const value = () => props.draft.get(props.path);
  const origin = () => originOf(props.draft.view(), props.path, value(), props.spec.default);
  /** What the way back leads to: what applies, or what was there before typing. */
  const before = () => {
    const from = origin();
    if (from.state === 'staged') return { value: from.applied };
    return from.state === 'typed' ? { value: from.before } : null;
  };
  const reset = () => props.draft.set(props.path, before()?.value);
  /** A default is part of what the field is; a choice that nobody made names it in the control. */
  const help = () => {
    const { state, text } = origin();
    const choice = value() === undefined && (props.spec.type === 'boolean' || props.spec.type === 'enum');
    return state !== 'default' || text === '' || choice ? props.spec.help : `${props.spec.help} ${text}.`.trimStart();
  };
  const spec = () => (props.suggestions ? { ...props.spec, values: props.suggestions } : props.spec);
  return (
    <Row
      label={props.label ?? props.spec.label}
      known={props.path.join('.')}
      help={help()}
      origin={origin().state === 'default' ? undefined : origin()}
      onReset={props.disabled || before() === null ? undefined : reset}
      findings={findingsAt(props.diagnostics, toPointer(props.path))}
    >
      {(ids) => (
        <ValueControl
          spec={spec()}
          value={value()}
          saved={valueAt(props.draft.view()?.data, props.path)}
          onValue={(next) => props.draft.set(props.path, next)}
          ids={ids}
          staged={origin().state === 'staged'}
          disabled={props.disabled ?? false}
        />
      )}
    </Row>
  );
}
