import { useQuery } from '../../lib/query.ts';
import { createSignal, For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { formatCount, formatPricePerMillion } from '../../lib/format.ts';
import { findingsAt } from '../../lib/item/check.ts';
import { originOf } from '../../lib/item/draft.ts';
import { ItemField } from '../../lib/item/item-field.tsx';
import { specOf } from '../../lib/item/specs.ts';
import { Button } from '../../ui/button.tsx';
import { Row, TextInput } from '../../ui/field.tsx';
import { Loaded } from '../../ui/states.tsx';
import type { ItemSection } from '../../lib/item/item-inspector.tsx';

const MILLION = 1_000_000;
const prices = [
  ['input_cost_per_token', 'Input'],
  ['output_cost_per_token', 'Output'],
  ['cache_read_input_token_cost', 'Cached input'],
  ['cache_creation_input_token_cost', 'Cache writing'],
] as const;

/** What a call costs, and where the number comes from: the deployment itself, or the engine's catalog. */
export function Prices(props: ItemSection) {
  const base = () => props.draft.text(['model_info', 'base_model']) || props.draft.text(['litellm_params', 'model']);
  const catalog = useQuery(() => ({ ...api.catalog.model.options({ model: base() }), enabled: base() !== '' }));
  const entry = () => (catalog.isSuccess ? catalog.data : null);
  const fromCatalog = (key: string) => {
    if (key === 'input_cost_per_token') return entry()?.inputCostPerToken ?? null;
    return key === 'output_cost_per_token' ? (entry()?.outputCostPerToken ?? null) : null;
  };
  return (
    <>
      <section class="group">
        <For each={prices}>
          {([key, label]) => <PriceField {...props} field={key} label={label} catalog={fromCatalog(key)} />}
        </For>
      </section>
      <section class="group">
        <ItemField
          spec={{ ...specOf('model', ['model_info', 'base_model']), label: 'Base model' }}
          path={['model_info', 'base_model']}
          draft={props.draft}
          diagnostics={props.diagnostics()}
          disabled={props.locked()}
        />
      </section>
      <section>
        <div class="group-title">
          <h3>What the engine's catalog knows</h3>
        </div>
        <Show when={base() !== ''} fallback={<p class="quiet">Choose a model first.</p>}>
          <Loaded query={catalog} what="The catalog could not be read." rows={2}>
            {(found) => (
              <Show
                when={found()}
                fallback={
                  <p class="group item quiet">
                    Nothing about {base()}: give a base model or prices, or its spend is not counted.
                  </p>
                }
              >
                {(known) => (
                  <div class="group">
                    <p class="item">
                      <span class="quiet">Tokens</span>
                      <span class="push">
                        {known().maxInputTokens === null ? '–' : formatCount(known().maxInputTokens ?? 0)} in ·{' '}
                        {known().maxOutputTokens === null ? '–' : formatCount(known().maxOutputTokens ?? 0)} out
                      </span>
                    </p>
                    <p class="item">
                      <span class="quiet">Can</span>
                      <span class="push">{known().capabilities.join(', ') || 'nothing special'}</span>
                    </p>
                    <Show when={known().deprecationDate}>
                      <p class="item">
                        <span class="quiet">Retires</span>
                        <span class="push">{known().deprecationDate}</span>
                      </p>
                    </Show>
                  </div>
                )}
              </Show>
            )}
          </Loaded>
        </Show>
      </section>
    </>
  );
}

function PriceField(
  props: ItemSection & { readonly field: string; readonly label: string; readonly catalog: number | null },
) {
  const path = () => ['litellm_params', props.field];
  const value = () => props.draft.get(path());
  const [bad, setBad] = createSignal(false);
  const origin = () => {
    const own = originOf(props.draft.view(), path(), value(), undefined);
    if (own.state !== 'default')
      return { state: own.state, text: own.state === 'typed' ? 'Typed, not saved' : own.text };
    return { state: 'default' as const, text: props.catalog === null ? 'Not set' : 'From the catalog, always current' };
  };
  const type = (text: string) => {
    const number = Number(text);
    setBad(text !== '' && (Number.isNaN(number) || number < 0));
    if (text === '') props.draft.set(path(), undefined);
    else if (!Number.isNaN(number)) props.draft.set(path(), Number((number / MILLION).toPrecision(12)));
  };
  const shown = () =>
    typeof value() === 'number' ? String(Number(((value() as number) * MILLION).toPrecision(12))) : '';
  return (
    <Row
      label={props.label}
      origin={origin()}
      findings={findingsAt(props.diagnostics(), `/litellm_params/${props.field}`)}
    >
      {(ids) => (
        <span class="line">
          <TextInput
            id={ids.input}
            aria-describedby={ids.notes}
            aria-invalid={bad()}
            inputMode="decimal"
            unit="$ / 1 M tokens"
            value={shown()}
            placeholder={props.catalog === null ? '' : formatPricePerMillion(props.catalog)}
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
