import {
  type Json,
  type JsonObject,
  type KeySpec,
  keySpecs,
  type Location,
  sectionOrder,
  settingsSections,
  toPath,
} from '@regent/core';
import { moduleNames } from '../engine-versions/names.ts';
import { type Context, isAtLeast, isMap, mapOr, type RuleFinding } from './context.ts';
import { knownExtras } from './known-extras.ts';
import { nearest } from './spelling.ts';
import { checkValue } from './value-rules.ts';

/** Keys by the table: unknown and misplaced ones, missing ones, licence and version, and the type of each value. */
export function keyRules(context: Context): RuleFinding[] {
  const findings: RuleFinding[] = [];
  for (const [section, value] of Object.entries(context.document)) {
    if ((settingsSections as readonly string[]).includes(section))
      findings.push(...checkSettings(context, section, value));
    else {
      const spec = topSpecs.get(section);
      if (spec === undefined) findings.push(...unknownSection(section));
      else if (value !== null) findings.push(...checkKey(context, spec, value, [section]));
    }
  }
  return findings;
}

const topSpecs = new Map(keySpecs.filter((spec) => !spec.path.includes('.')).map((spec) => [spec.path, spec]));
const settingSpecs = new Map(keySpecs.filter((spec) => spec.path.includes('.')).map((spec) => [spec.path, spec]));
const sectionsOfKey = new Map<string, string[]>();
for (const spec of keySpecs) {
  const section = spec.path.includes('.') ? spec.path.slice(0, spec.path.indexOf('.')) : '';
  sectionsOfKey.set(spec.key, [...(sectionsOfKey.get(spec.key) ?? []), section]);
}

function unknownSection(section: string): RuleFinding[] {
  if (/^(x-|x_|\.|_)/.test(section)) return [];
  const elsewhere = (sectionsOfKey.get(section) ?? []).filter((name) => name !== '');
  if (elsewhere.length > 0) return [misplaced([section], elsewhere)];
  return [unknown([section], nearest(section, sectionOrder))];
}

function checkSettings(context: Context, section: string, value: Json): RuleFinding[] {
  if (value === null) return [];
  if (!isMap(value)) {
    return [
      {
        code: 'wrong-type',
        location: [section],
        message: `${section} must be a map of settings; as it is the engine ignores it or refuses to start.`,
      },
    ];
  }
  return Object.entries(value).flatMap(([key, entry]) => {
    const spec = settingSpecs.get(`${section}.${key}`);
    return spec === undefined ? unknownSetting(section, key) : checkKey(context, spec, entry, [section, key]);
  });
}

function unknownSetting(section: string, key: string): RuleFinding[] {
  const location = [section, key];
  const others = (sectionsOfKey.get(key) ?? []).filter((name) => name !== section);
  if (others.length > 0) {
    const fatal = section === 'router_settings' && key === 'health_check_interval';
    return [{ ...misplaced(location, others), ...(fatal ? { severity: 'error' as const } : {}) }];
  }
  if (section === 'litellm_settings' && moduleNames.has(key)) return [];
  const known = keySpecs.filter((spec) => spec.path === `${section}.${spec.key}`).map((spec) => spec.key);
  return [unknown(location, nearest(key, known))];
}

function misplaced(location: Location, sections: readonly string[]): RuleFinding {
  const place = sections.map((name) => (name === '' ? 'the top level' : name)).join(' or ');
  return {
    code: 'misplaced-key',
    location,
    message: `The engine does not read this key here; it belongs to ${place}.`,
    hint: `Move it to ${place}.`,
  };
}

function unknown(location: Location, suggestion: string | undefined, severity?: 'error'): RuleFinding {
  const hint = suggestion === undefined ? 'Remove it, or check the spelling.' : `Did you mean ${suggestion}?`;
  return {
    code: 'unknown-key',
    location,
    message: `The engine does not know this key and ignores it.`,
    hint,
    ...(severity === undefined ? {} : { severity }),
  };
}

/** Everything that the table says about one key and what is below it. */
function checkKey(context: Context, spec: KeySpec, value: Json, location: Location): RuleFinding[] {
  const findings = [...checkLife(context, spec, location), ...checkValue(spec, value, location)];
  if (Array.isArray(value) && spec.each !== undefined && spec.type === 'list') {
    const { each } = spec;
    findings.push(
      ...(value as readonly Json[]).flatMap((entry, index) => checkKey(context, each, entry, [...location, index])),
    );
  }
  if (isMap(value) && (spec.type === 'map' || spec.also?.includes('map') === true))
    findings.push(...checkMap(context, spec, value, location));
  return findings;
}

function checkMap(context: Context, spec: KeySpec, map: JsonObject, location: Location): RuleFinding[] {
  const fields = fieldsOf(spec);
  const findings = (spec.fields ?? [])
    .filter(
      (field) =>
        field.required === true &&
        (!Object.hasOwn(map, field.key) || (map[field.key] === null && field.type === 'any')),
    )
    .map(
      (field): RuleFinding => ({
        code: 'missing-key',
        location,
        message: `${field.key} is missing.`,
        hint: field.help,
        ...(spec.strict === true || field.strict === true ? {} : { severity: 'warning' as const }),
      }),
    );
  for (const [key, value] of Object.entries(map)) {
    const field = fields.get(key) ?? spec.each;
    if (field !== undefined) findings.push(...checkKey(context, field, value, [...location, key]));
    else if (spec.fields !== undefined) findings.push(...unknownField(spec, key, map, [...location, key]));
  }
  return findings;
}

const fieldMaps = new WeakMap<KeySpec, ReadonlyMap<string, KeySpec>>();

function fieldsOf(spec: KeySpec): ReadonlyMap<string, KeySpec> {
  let fields = fieldMaps.get(spec);
  if (fields === undefined) {
    fields = new Map((spec.fields ?? []).map((field) => [field.key, field]));
    fieldMaps.set(spec, fields);
  }
  return fields;
}

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
  apikey: 'api_key',
  'api-key': 'api_key',
  provider: 'custom_llm_provider',
  llm_provider: 'custom_llm_provider',
  credential: 'litellm_credential_name',
  credential_name: 'litellm_credential_name',
};

function isParams(spec: KeySpec): boolean {
  return spec.path === 'model_list.*.litellm_params';
}

/** Maps that refuse to start with a key they do not know. */
const closedMaps = new Set(['general_settings.litellm_jwtauth']);

function unknownField(spec: KeySpec, key: string, map: JsonObject, location: Location): RuleFinding[] {
  if (spec.path === 'model_list.*') return unknownModelKey(key, map, location);
  if (spec.path.startsWith('model_list.') && isPrice(key))
    return checkValue(priceSpec(spec), map[key] ?? null, location);
  if (spec.path.startsWith('model_list.') && key.startsWith('supports_'))
    return checkValue(abilitySpec(spec), map[key] ?? null, location);
  if (spec.open === true && knownExtras.has(key)) return [];
  const names = [...fieldsOf(spec).keys(), ...(spec.open === true ? knownExtras : [])];
  const suggestion = isParams(spec) ? (synonyms[key.toLowerCase()] ?? nearest(key, names)) : nearest(key, names);
  if (spec.open === true) {
    if (suggestion === undefined) return [];
    const leaks = leakingKeys.has(suggestion) && !Object.hasOwn(map, suggestion);
    return [unknown(location, suggestion, leaks ? 'error' : undefined)];
  }
  if (spec.path === 'litellm_settings.cache_params') return [];
  return [unknown(location, suggestion, closedMaps.has(spec.path) ? 'error' : undefined)];
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

function unknownModelKey(key: string, map: JsonObject, location: Location): RuleFinding[] {
  const home = modelParams.find((field) => field.fields?.some((inner) => inner.key === key) === true);
  if (home !== undefined && !Object.hasOwn(mapOr(map[home.key]), key)) {
    return [
      {
        code: 'misplaced-key',
        location,
        message: `The engine reads this key in ${home.key} only.`,
        hint: `Indent it below ${home.key}.`,
      },
    ];
  }
  const suggestion = nearest(key, ['model_name', 'litellm_params', 'model_info']);
  return [unknown(location, suggestion)];
}

function checkLife(context: Context, spec: KeySpec, location: Location): RuleFinding[] {
  const findings: RuleFinding[] = [];
  if (spec.deprecated !== undefined) {
    findings.push({
      code: 'deprecated-key',
      location,
      message: `${toPath(location)} is out of date. ${spec.deprecated}`,
      hint: spec.deprecated,
    });
  }
  if (spec.since !== undefined && !isAtLeast(context.engine, spec.since)) {
    findings.push({
      code: 'key-too-new',
      location,
      message: `The engine knows this key from ${spec.since} on; it is ${context.engine}.`,
    });
  }
  if (spec.until !== undefined && isAtLeast(context.engine, spec.until)) {
    findings.push({ code: 'key-removed', location, message: `The engine does not know this key since ${spec.until}.` });
  }
  if (spec.licence !== undefined && !context.licensed) {
    const fatal = spec.licence === 'fatal';
    findings.push({
      code: 'licence-key',
      location,
      message: fatal
        ? 'Without a licence the engine refuses to start with this key.'
        : 'Without a licence the engine ignores this key or part of it.',
      ...(fatal && context.environment !== null ? { severity: 'error' as const } : {}),
    });
  }
  return findings;
}
