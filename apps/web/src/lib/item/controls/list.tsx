import { TokenField } from '../../../ui/token-field.tsx';
import type { ControlProps } from './control.tsx';

/** A list of words as tokens, with what is known as suggestions. */
export function ListControl(props: ControlProps) {
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
