import { type JsonObject, type KeySpec, keySpecs, type Location } from '@regent/core';
import { mapOr, type RuleFinding } from './context.ts';
import { isFamilyStranger } from './family-keys.ts';
import { knownExtras } from './known-extras.ts';
import { nearest } from './spelling.ts';
import { checkValue } from './value-rules.ts';

/** A key that the table does not have at this place: misspelt, at the wrong level, or one that is passed on. */
export function unknownField(spec: KeySpec, key: string, map: JsonObject, location: Location): RuleFinding[] {
  if (spec.path === 'model_list.*') return unknownModelKey(key, map, location);
  if (isParams(spec) && entryKeys.includes(key))
    return [wrongLevel(location, 'This key stands one level higher; here it has no effect.', 'Outdent it.')];
  if (spec.path.startsWith('model_list.') && isPrice(key))
    return checkValue(priceSpec(spec), map[key] ?? null, location);
  if (spec.path.startsWith('model_list.') && key.startsWith('supports_'))
    return checkValue(abilitySpec(spec), map[key] ?? null, location);
  if (isParams(spec) && infoOnly.has(key)) return [belongsInto(location, 'model_info')];
  if (spec.path === 'model_list.*.model_info' && paramsOnly.has(key)) return [belongsInto(location, 'litellm_params')];
  const home = homeOf(spec, key, map);
  if (home !== undefined) return [belongsInto(location, home)];
  if (spec.open === true) return checkOpen(spec, key, map, location);
  if (spec.path === 'litellm_settings.cache_params') return [];
  return [unknown(location, nearest(key, fieldsOf(spec).keys()), closedMaps.has(spec.path) ? refused : undefined)];
}

/** A key that the engine does not read; in a `refused` map it does not start with one. */
export function unknown(location: Location, suggestion: string | undefined, grave?: Grave): RuleFinding {
  const hint = suggestion === undefined ? 'Remove it, or check the spelling.' : `Did you mean ${suggestion}?`;
  return {
    code: 'unknown-key',
    location,
    message: grave?.message ?? 'The engine does not know this key and ignores it.',
    hint,
    ...(grave === undefined ? {} : { severity: 'error' as const }),
  };
}

interface Grave {
  readonly message?: string;
}

const refused: Grave = { message: 'The engine does not know this key and refuses to start.' };

/** What happens without the key that was meant. */
const withoutIt: Readonly<Record<string, string>> = {
  api_base: 'requests, and the key with them, go to the provider’s own address',
  api_key: 'the key of the provider’s variable is used, or none',
  custom_llm_provider: 'the provider is guessed from the model',
  litellm_credential_name: 'no credential is used',
};

/** Known keys of a map, by name. */
export function fieldsOf(spec: KeySpec): ReadonlyMap<string, KeySpec> {
  let fields = fieldMaps.get(spec);
  if (fields === undefined) {
    fields = new Map((spec.fields ?? []).map((field) => [field.key, field]));
    fieldMaps.set(spec, fields);
  }
  return fields;
}

const fieldMaps = new WeakMap<KeySpec, ReadonlyMap<string, KeySpec>>();

/** Keys whose misspelling sends requests, and the key with them, to another address. */
const leakingKeys = new Set(['api_base', 'api_key', 'model', 'custom_llm_provider', 'litellm_credential_name']);
/** Names that other programs use for the same thing. */
const synonyms: Readonly<Record<string, string>> = {
  api_url: 'api_base',
  apibase: 'api_base',
  api_endpoint: 'api_base',
  endpoint: 'api_base',
  api_host: 'api_base',
  url: 'api_base',
  host: 'api_base',
  azure_endpoint: 'api_base',
  apikey: 'api_key',
  'api-key': 'api_key',
  provider: 'custom_llm_provider',
  llm_provider: 'custom_llm_provider',
  credential: 'litellm_credential_name',
  credential_name: 'litellm_credential_name',
  aws_region: 'aws_region_name',
  aws_default_region: 'aws_region_name',
  aws_profile: 'aws_profile_name',
  aws_role: 'aws_role_name',
  aws_role_arn: 'aws_role_name',
  vertex_region: 'vertex_location',
};

/** Keys of a whole entry of `model_list`. */
const entryKeys = ['model_name', 'litellm_params', 'model_info'];
/** What the engine asks `model_info` for and nothing else. */
const infoOnly = new Set(
  `mode access_groups supported_environments access_windows discoverable team_public_model_name
  disable_background_health_check health_check_model health_check_voice health_check_params health_check_max_tokens
  health_check_supports_max_tokens health_check_timeout`.split(/\s+/),
);
/** What `litellm_params` are asked for and nothing else, and nobody would note down for people. */
const paramsOnly = new Set(
  `api_base api_key api_version timeout stream_timeout weight order max_retries num_retries max_parallel_requests
  drop_params litellm_credential_name custom_llm_provider`.split(/\s+/),
);
/** Maps that refuse to start with a key they do not know. */
const closedMaps = new Set(['general_settings.litellm_jwtauth']);

function isParams(spec: KeySpec): boolean {
  return spec.path === 'model_list.*.litellm_params';
}

function checkOpen(spec: KeySpec, key: string, map: JsonObject, location: Location): RuleFinding[] {
  if (knownExtras.has(key)) return [];
  const names = [...fieldsOf(spec).keys(), ...knownExtras];
  const suggestion = (isParams(spec) ? synonyms[key.toLowerCase()] : undefined) ?? nearest(key, names);
  if (suggestion === undefined) return isParams(spec) && isFamilyStranger(key) ? [unknown(location, undefined)] : [];
  const grave = leakingKeys.has(suggestion) && !Object.hasOwn(map, suggestion);
  const effect = withoutIt[suggestion];
  if (!grave || effect === undefined) return [unknown(location, suggestion, grave ? {} : undefined)];
  return [unknown(location, suggestion, { message: `The engine does not know this key and ignores it: ${effect}.` })];
}

/** The map beside this key that reads it, when it does not hold the key already. */
function homeOf(spec: KeySpec, key: string, map: JsonObject): string | undefined {
  if (knownExtras.has(key)) return undefined;
  const home = (spec.fields ?? []).find((field) => field.key === 'litellm_params' && fieldsOf(field).has(key));
  return home === undefined || Object.hasOwn(mapOr(map[home.key]), key) ? undefined : home.key;
}

function wrongLevel(location: Location, message: string, hint: string): RuleFinding {
  return { code: 'misplaced-key', location, message, hint };
}

function belongsInto(location: Location, home: string): RuleFinding {
  return wrongLevel(location, `The engine reads this key in ${home} only.`, `Indent it below ${home}.`);
}

/** `input_cost_per_token`, `cache_read_input_token_cost_flex` and a hundred more: all are prices in USD. */
function isPrice(key: string): boolean {
  return /(^|_)cost(_|$)/.test(key) && !/^search_context|^cost_(cent|group|code|owner|unit)/.test(key);
}

const prices = new WeakMap<KeySpec, KeySpec>();

function priceSpec(parent: KeySpec): KeySpec {
  const known = prices.get(parent);
  if (known !== undefined) return known;
  const { fields: _fields, open: _open, ...rest } = parent;
  const spec: KeySpec = {
    ...rest,
    type: 'number',
    min: 0,
    unit: 'USD',
    help: 'A price in USD.',
    strict: parent.key === 'litellm_params',
  };
  prices.set(parent, spec);
  return spec;
}

/** `supports_vision` and its kin override the catalog. */
function abilitySpec(parent: KeySpec): KeySpec {
  return {
    path: parent.path,
    key: parent.key,
    kind: parent.kind,
    label: '',
    type: 'boolean',
    help: 'Whether the model can do this.',
  };
}

const modelParams = keySpecs.find((spec) => spec.path === 'model_list')?.each?.fields ?? [];

/** Limits that the engine copies into the parameters when they are not there already. */
const movedKeys = new Set(['rpm', 'tpm']);

function moved(home: KeySpec, key: string, map: JsonObject, location: Location): RuleFinding[] {
  const spec = fieldsOf(home).get(key);
  const wrong = spec === undefined ? [] : checkValue(spec, map[key] ?? null, location);
  if (Object.hasOwn(mapOr(map[home.key]), key)) return [{ ...belongsInto(location, home.key), severity: 'warning' }];
  const hint = `Indent it below ${home.key}.`;
  const message = `The engine moves this key into ${home.key} itself; that is where it belongs.`;
  return [...wrong, { code: 'misplaced-key', location, message, hint, severity: 'info' }];
}

function unknownModelKey(key: string, map: JsonObject, location: Location): RuleFinding[] {
  const home = modelParams.find((field) => field.fields?.some((inner) => inner.key === key) === true);
  if (home !== undefined && movedKeys.has(key)) return moved(home, key, map, location);
  if (home !== undefined && !Object.hasOwn(mapOr(map[home.key]), key)) return [belongsInto(location, home.key)];
  return [unknown(location, nearest(key, entryKeys))];
}
