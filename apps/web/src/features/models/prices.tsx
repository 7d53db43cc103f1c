import type { CatalogModel } from '@regent/core';
import { useQuery } from '../../lib/query.ts';
import { createMemo, For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { ItemField } from '../../lib/item/item-field.tsx';
import { type FieldSpec, fieldsAt, specOf } from '../../lib/item/specs.ts';
import { FailureBanner } from '../../ui/states.tsx';
import type { ItemSection } from '../../lib/item/item-inspector.tsx';
import { each, perMillion, type Price, PriceField } from './price-field.tsx';

const tokenPrices = [perMillion('input_cost_per_token', 'Input'), perMillion('output_cost_per_token', 'Output')];
const chatPrices = [
  ...tokenPrices,
  perMillion('cache_read_input_token_cost', 'Cached input'),
  perMillion('cache_creation_input_token_cost', 'Cache writing'),
];
/** What a deployment of each mode is paid by; the others are paid by tokens. */
const pricesOfMode: Readonly<Record<string, readonly Price[]>> = {
  embedding: [perMillion('input_cost_per_token', 'Input')],
  image_generation: [
    each('input_cost_per_image', 'Image in', 'image'),
    each('output_cost_per_image', 'Image', 'image'),
    ...tokenPrices,
  ],
  audio_transcription: [each('input_cost_per_second', 'Audio', 'second'), ...tokenPrices],
  audio_speech: [each('input_cost_per_character', 'Text', 'character'), ...tokenPrices],
  rerank: [each('input_cost_per_query', 'Query', 'query'), ...tokenPrices],
  search: [each('input_cost_per_query', 'Query', 'query')],
  video_generation: [each('output_cost_per_video_per_second', 'Video', 'second')],
};

const thingOf = (key: string) => (key.includes('character') ? 'characters' : 'tokens');

/** Every single price that LiteLLM knows, in its own order. */
const allPrices: readonly Price[] = fieldsAt('model', ['litellm_params'])
  .filter(({ key, type, unit }) => type === 'number' && unit === 'USD' && key.includes('cost'))
  .map(({ key, label, help }) => ({
    ...(/_(token|character)/.test(key) ? perMillion(key, label, thingOf(key)) : { key, label, unit: '$', per: 1 }),
    help,
  }));

const capabilities = [
  'vision',
  'function_calling',
  'response_schema',
  'reasoning',
  'prompt_caching',
  'pdf_input',
  'audio_input',
  'audio_output',
  'web_search',
];

/** What a call costs, and where the number comes from: the deployment itself, or the engine's catalog. */
export function Prices(props: ItemSection) {
  const base = () => props.draft.text(['model_info', 'base_model']) || props.draft.text(['litellm_params', 'model']);
  const catalog = useQuery(() => ({ ...api.catalog.model.options({ model: base() }), enabled: base() !== '' }));
  const entry = () => (catalog.isSuccess ? catalog.data : null);
  const shown = () => pricesOfMode[props.draft.text(['model_info', 'mode'])] ?? chatPrices;
  const isSet = ({ key }: Price) =>
    props.draft.get(['litellm_params', key]) !== undefined || props.draft.get(['model_info', key]) !== undefined;
  // One that was just cleared stays in view.
  const further = createMemo<readonly Price[]>((seen) => {
    const keys = new Set(shown().map(({ key }) => key));
    const counts = (price: Price) => isSet(price) || entry()?.prices[price.key] !== undefined || seen.includes(price);
    return allPrices.filter((price) => !keys.has(price.key) && counts(price));
  }, []);
  return (
    <>
      <section class="group">
        <For each={shown()}>
          {(price) => <PriceField {...props} price={price} catalog={entry()?.prices[price.key] ?? null} />}
        </For>
      </section>
      <Show when={further().length > 0}>
        <details open={further().some(isSet)}>
          <summary class="quiet">{plural(further().length, 'further price')}</summary>
          <section class="group">
            <For each={further()}>
              {(price) => <PriceField {...props} price={price} catalog={entry()?.prices[price.key] ?? null} />}
            </For>
          </section>
        </details>
      </Show>
      <section class="group">
        <ItemField
          spec={{ ...specOf('model', ['model_info', 'base_model']), label: 'Base model' }}
          path={['model_info', 'base_model']}
          draft={props.draft}
          diagnostics={props.diagnostics()}
          disabled={props.locked()}
        />
      </section>
      <Show when={catalog.isError}>
        <FailureBanner error={catalog.error} what="The catalog could not be read." />
      </Show>
      <Show when={catalog.isSuccess && catalog.data === null}>
        <p class="quiet">
          The engine's catalog knows nothing about {base()}: give a base model or prices, or its spend is not counted.
        </p>
      </Show>
      <Show when={entry()?.deprecationDate}>{(date) => <p class="quiet">The provider retires it on {date()}.</p>}</Show>
      <section>
        <div class="group-title">
          <h3>Tokens and abilities</h3>
          <small>what clients are told and routing counts on; by default what the catalog says</small>
        </div>
        <Abilities {...props} entry={entry()} />
      </section>
    </>
  );
}

/** What the catalog says, and what this deployment says instead. */
function Abilities(props: ItemSection & { readonly entry: CatalogModel | null }) {
  const tokens = () => [
    { key: 'max_input_tokens', label: 'Context window', help: '', fallback: props.entry?.maxInputTokens },
    { key: 'max_output_tokens', label: 'Longest answer', help: '', fallback: props.entry?.maxOutputTokens },
  ];
  const abilities = () => capabilities.map((name) => ({ name, fallback: props.entry?.capabilities.includes(name) }));
  const field = (spec: FieldSpec) => (
    <ItemField
      spec={spec}
      path={['model_info', spec.key]}
      draft={props.draft}
      diagnostics={props.diagnostics()}
      disabled={props.locked()}
    />
  );
  return (
    <div class="group">
      <For each={tokens()}>
        {({ key, label, help, fallback }) =>
          field({ ...specOf('model', ['model_info', key]), label, help, unit: 'tokens', ...given(fallback) })
        }
      </For>
      <For each={abilities()}>
        {({ name, fallback }) =>
          field({
            key: `supports_${name}`,
            label: sentence(name),
            help: '',
            type: 'boolean',
            ...given(fallback),
          })
        }
      </For>
    </div>
  );
}

function given(fallback: number | boolean | null | undefined): { default?: number | boolean } {
  return fallback === null || fallback === undefined ? {} : { default: fallback };
}

function sentence(name: string): string {
  const words = name.replaceAll('_', ' ').replace('pdf', 'PDF');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
