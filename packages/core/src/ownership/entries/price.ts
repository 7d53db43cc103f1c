import { boolean, integer, list, number, openMap } from '../key-spec.ts';
import type { KeyDrafts } from '../key-spec.ts';

/** What is paid for, and the cases that have a price of their own: LiteLLM puts them behind the name of the price. */
const paid: readonly (readonly [key: string, what: string, cases?: string])[] = [
  [
    'input_cost_per_token',
    'an input token',
    `flex priority ultrafast batches cache_hit above_128k_tokens above_200k_tokens above_200k_tokens_priority
     above_272k_tokens above_272k_tokens_priority above_272k_tokens_flex above_272k_tokens_batches above_512k_tokens`,
  ],
  [
    'output_cost_per_token',
    'an output token',
    `flex priority ultrafast batches above_128k_tokens above_200k_tokens above_200k_tokens_priority above_272k_tokens
     above_272k_tokens_priority above_272k_tokens_flex above_272k_tokens_batches above_512k_tokens`,
  ],
  ['output_cost_per_reasoning_token', 'a reasoning token', 'flex priority'],
  [
    'cache_read_input_token_cost',
    'an input token from the cache of the provider',
    `flex priority ultrafast batches above_200k_tokens above_200k_tokens_priority above_272k_tokens
     above_272k_tokens_priority above_272k_tokens_flex above_272k_tokens_batches above_512k_tokens`,
  ],
  ['cache_read_input_audio_token_cost', 'an audio token from the cache of the provider'],
  ['cache_read_input_image_token_cost', 'an image token from the cache of the provider'],
  [
    'cache_creation_input_token_cost',
    'an input token that goes into the cache of the provider',
    `flex priority ultrafast batches above_1hr above_200k_tokens above_200k_tokens_batches above_272k_tokens
     above_272k_tokens_priority above_272k_tokens_flex above_272k_tokens_batches`,
  ],
  ['cache_creation_input_audio_token_cost', 'an audio token that goes into the cache of the provider'],
  ['input_cost_per_audio_token', 'an audio token that goes in', 'batches'],
  ['output_cost_per_audio_token', 'an audio token that comes out'],
  ['input_cost_per_image_token', 'an image token that goes in', 'batches'],
  ['output_cost_per_image_token', 'an image token that comes out'],
  ['input_cost_per_video_token', 'a video token that goes in', 'batches'],
  ['output_cost_per_video_token', 'a video token that comes out'],
  ['citation_cost_per_token', 'a token of a citation'],
  ['input_cost_per_character', 'a character that goes in', 'above_128k_tokens'],
  ['output_cost_per_character', 'a character that comes out', 'above_128k_tokens'],
  ['input_cost_per_second', 'a second of input'],
  ['output_cost_per_second', 'a second of output', '480p 720p 768p 1080p 2k 4k'],
  ['input_cost_per_audio_per_second', 'a second of audio that goes in', 'above_128k_tokens'],
  ['output_cost_per_audio_per_second', 'a second of audio that comes out'],
  [
    'input_cost_per_video_per_second',
    'a second of video that goes in',
    'above_128k_tokens above_8s_interval above_15s_interval',
  ],
  ['output_cost_per_video_per_second', 'a second of video that comes out'],
  ['input_cost_per_image', 'an image that goes in', 'above_128k_tokens'],
  ['output_cost_per_image', 'an image that comes out', '512 1024 1536'],
  ['input_cost_per_pixel', 'a pixel that goes in'],
  ['output_cost_per_pixel', 'a pixel that comes out'],
  ['input_cost_per_query', 'a query'],
  ['google_maps_grounding_cost_per_query', 'a look into Google Maps'],
  ['ocr_cost_per_page', 'a page that is read', 'batches'],
  ['ocr_cost_per_credit', 'a credit of the reader'],
  ['annotation_cost_per_page', 'a page that is annotated', 'batches'],
];

const caseWords: readonly (readonly [RegExp, string])[] = [
  [/^above_(\d+)k_tokens/, 'when the prompt has more than $1k tokens'],
  [/^above_1hr/, 'kept for an hour'],
  [/^above_(\d+)s_interval/, 'in intervals above $1 s'],
  [/^cache_hit/, 'that the cache answers'],
  [/^batches/, 'in a batch'],
  [/^(flex|priority|ultrafast)/, 'in the $1 tier'],
  [/^(\d+p|\dk)/, 'at $1'],
  [/^(\d+)/, 'of $1 px'],
];

/** `above_272k_tokens_flex` in words. */
function wordsOfCase(text: string): string {
  const [pattern, words] = caseWords.find(([one]) => one.test(text)) ?? [];
  if (pattern === undefined || words === undefined) return '';
  const found = pattern.exec(text)?.[0] ?? '';
  return ` ${found.replace(pattern, words)}${wordsOfCase(text.slice(found.length + 1))}`;
}

const price = (help: string, strict: boolean) => number(help, { unit: 'USD', min: 0, ...(strict ? { strict } : {}) });

/** Every price of a deployment. LiteLLM reads them from its parameters and, less strictly, from its `model_info`. */
export function priceDrafts(strict: boolean): KeyDrafts {
  const drafts: KeyDrafts = Object.fromEntries(
    paid.flatMap(([key, what, cases = '']) => [
      [key, price(`Price of ${what}.`, strict)],
      ...cases
        .split(/\s+/)
        .filter(Boolean)
        .map((one) => [`${key}_${one}`, price(`Price of ${what}${wordsOfCase(one)}.`, strict)]),
    ]),
  );
  return {
    ...drafts,
    tiered_pricing: list(openMap('One range.'), 'Prices by the length of the prompt.'),
    search_context_cost_per_query: openMap('Price of a web search, by the size of its context.'),
    regional_processing_uplift_multiplier_eu: number('Factor for processing in the EU.', { min: 0 }),
    regional_processing_uplift_multiplier_us: number('Factor for processing in the US.', { min: 0 }),
    regional_endpoint_uplift_multiplier: number('Factor for a regional endpoint.', { min: 0 }),
    output_vector_size: integer('Length of an embedding.', { min: 1 }),
  };
}

const abilities = `adaptive_thinking assistant_prefill audio_input audio_output computer_use embedding_image_input function_calling
  image_input low_reasoning_effort max_reasoning_effort minimal_reasoning_effort multimodal native_streaming
  native_structured_output none_reasoning_effort parallel_function_calling pdf_input prompt_caching reasoning
  response_schema system_messages tool_choice url_context video_input vision web_search xhigh_reasoning_effort`;

/** What a model can do: overrides of the engine's catalog in `model_info`. */
export const abilityDrafts: KeyDrafts = Object.fromEntries(
  abilities
    .split(/\s+/)
    .map((name) => [
      `supports_${name}`,
      boolean(`The model can do this: ${name.replaceAll('_', ' ')}; absent means that the catalog says it.`),
    ]),
);
