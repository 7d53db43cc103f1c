import { toPointer } from '@regent/core';
import { createSignal, Show } from 'solid-js';
import { findingsAt } from '../../lib/item/check.ts';
import { originOf } from '../../lib/item/draft.ts';
import type { ItemSection } from '../../lib/item/item-inspector.tsx';
import { Button } from '../../ui/button.tsx';
import { Row, TextInput } from '../../ui/field.tsx';

export interface Price {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  /** How many of what LiteLLM counts the shown price is for. */
  readonly per: number;
  readonly help?: string;
}

export const perMillion = (key: string, label: string, what = 'tokens'): Price => ({
  key,
  label,
  unit: `$ / 1 M ${what}`,
  per: 1_000_000,
});
export const each = (key: string, label: string, unit: string): Price => ({ key, label, unit: `$ / ${unit}`, per: 1 });

/** One price: typed per million where LiteLLM counts single tokens; the catalog's stands in the empty field. */
export function PriceField(props: ItemSection & { readonly price: Price; readonly catalog: number | null }) {
  /** LiteLLM takes a price from either map, from the parameters first. */
  const path = () => {
    const own = ['litellm_params', props.price.key];
    const told = ['model_info', props.price.key];
    return props.draft.get(own) === undefined && props.draft.get(told) !== undefined ? told : own;
  };
  const value = () => props.draft.get(path());
  const [bad, setBad] = createSignal(false);
  const origin = () => {
    const own = originOf(props.draft.view(), path(), value(), undefined);
    if (own.state !== 'default')
      return { state: own.state, text: own.state === 'typed' ? 'Typed, not saved' : own.text };
    if (value() !== undefined) return own;
    return { state: 'default' as const, text: props.catalog === null ? 'Not set' : 'From the catalog, always current' };
  };
  const type = (text: string) => {
    const number = Number(text);
    setBad(text !== '' && (Number.isNaN(number) || number < 0));
    if (text === '') props.draft.set(path(), undefined);
    else if (!Number.isNaN(number)) props.draft.set(path(), Number((number / props.price.per).toPrecision(12)));
  };
  const shown = () =>
    typeof value() === 'number' ? String(Number(((value() as number) * props.price.per).toPrecision(12))) : '';
  return (
    <Row label={props.price.label} origin={origin()} findings={findingsAt(props.diagnostics(), toPointer(path()))}>
      {(ids) => (
        <span class="line">
          <TextInput
            id={ids.input}
            aria-describedby={ids.notes}
            aria-invalid={bad()}
            inputMode="decimal"
            unit={props.price.unit}
            value={shown()}
            placeholder={props.catalog === null ? '' : String(Number((props.catalog * props.price.per).toPrecision(6)))}
            staged={origin().state === 'staged'}
            disabled={props.locked()}
            onValue={type}
          />
          <Show when={props.catalog !== null && value() === undefined && !props.locked()}>
            <Button
              small
              title="Write the catalog's price into this deployment"
              onClick={() => props.draft.set(path(), props.catalog ?? undefined)}
            >
              Pin
            </Button>
          </Show>
        </span>
      )}
    </Row>
  );
}
