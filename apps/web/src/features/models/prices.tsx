import type { CatalogModel } from '@regent/core';
import { useQuery } from '../../lib/query.ts';
import { createSignal, For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { findingsAt } from '../../lib/item/check.ts';
import { originOf } from '../../lib/item/draft.ts';
import { ItemField } from '../../lib/item/item-field.tsx';
import { type FieldSpec, specOf } from '../../lib/item/specs.ts';
import { Button } from '../../ui/button.tsx';
import { Row, TextInput } from '../../ui/field.tsx';
import { FailureBanner } from '../../ui/states.tsx';
import type { ItemSection } from '../../lib/item/item-inspector.tsx';

interface Price {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  /** How many of what LiteLLM counts the shown price is for. */
  readonly per: number;
}
const perMillion = (key: string, label: string): Price => ({ key, label, unit: '$ / 1 M tokens', per: 1_000_000 });
const each = (key: string, label: string, unit: string): Price => ({ key, label, unit: `$ / ${unit}`, per: 1 });

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
  return (
    <>
      <section class="group">
        <For each={shown()}>
          {(price) => <PriceField {...props} price={price} catalog={entry()?.prices[price.key] ?? null} />}
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
          <small>the default is what the engine's catalog says</small>
        </div>
        <Abilities {...props} entry={entry()} />
      </section>
    </>
  );
}

/** What the catalog says, and what this deployment says instead. */
function Abilities(props: ItemSection & { readonly entry: CatalogModel | null }) {
  const tokens = () => [
    { key: 'max_input_tokens', label: 'Context window', fallback: props.entry?.maxInputTokens },
    { key: 'max_output_tokens', label: 'Longest answer', fallback: props.entry?.maxOutputTokens },
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
        {({ key, label, fallback }) =>
          field({ ...specOf('model', ['model_info', key]), label, unit: 'tokens', ...given(fallback) })
        }
      </For>
      <For each={abilities()}>
        {({ name, fallback }) =>
          field({
            key: `supports_${name}`,
            label: sentence(name),
            help: 'What clients are told, and what routing counts on.',
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

function PriceField(props: ItemSection & { readonly price: Price; readonly catalog: number | null }) {
  const path = () => ['litellm_params', props.price.key];
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
    else if (!Number.isNaN(number)) props.draft.set(path(), Number((number / props.price.per).toPrecision(12)));
  };
  const shown = () =>
    typeof value() === 'number' ? String(Number(((value() as number) * props.price.per).toPrecision(12))) : '';
  return (
    <Row
      label={props.price.label}
      origin={origin()}
      findings={findingsAt(props.diagnostics(), `/litellm_params/${props.price.key}`)}
    >
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
