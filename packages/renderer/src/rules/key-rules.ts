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
import { type Context, isAtLeast, isMap, type RuleFinding } from './context.ts';
import { nearest } from './spelling.ts';
import { fieldsOf, unknown, unknownField } from './unknown-field.ts';
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
const keysOfSection = new Map(
  settingsSections.map((section) => [
    section as string,
    keySpecs.filter(({ path, key }) => path === `${section}.${key}`).map(({ key }) => key),
  ]),
);
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
  const empty = emptyMaps(section, value);
  return Object.entries(value).flatMap(([key, entry]) => {
    const spec = settingSpecs.get(`${section}.${key}`);
    if (spec !== undefined) return checkKey(context, spec, entry, [section, key]);
    const holder = empty.find((map) => fieldsOf(map).has(key))?.key;
    return holder === undefined ? unknownSetting(section, key) : [outdented([section, key], holder)];
  });
}

/** Maps of this section that stand there empty: what belongs into one may be indented too little. */
function emptyMaps(section: string, settings: JsonObject): KeySpec[] {
  return Object.entries(settings).flatMap(([key, value]) => {
    const spec = value === null ? settingSpecs.get(`${section}.${key}`) : undefined;
    return spec?.type === 'map' ? [spec] : [];
  });
}

function outdented(location: Location, holder: string): RuleFinding {
  return {
    code: 'misplaced-key',
    location,
    message: `${holder} is empty, and this key, which belongs into it, stands beside it.`,
    hint: `Indent it below ${holder}.`,
  };
}

function unknownSetting(section: string, key: string): RuleFinding[] {
  const location = [section, key];
  const others = (sectionsOfKey.get(key) ?? []).filter((name) => name !== section);
  if (others.length > 0) {
    const fatal = section === 'router_settings' && key === 'health_check_interval';
    return [{ ...misplaced(location, others), ...(fatal ? { severity: 'error' as const } : {}) }];
  }
  if (section === 'litellm_settings' && moduleNames.has(key)) return [];
  return [unknown(location, nearest(key, keysOfSection.get(section) ?? []))];
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

/** Everything that the table says about one key and what is below it. */
function checkKey(context: Context, spec: KeySpec, value: Json, location: Location): RuleFinding[] {
  const findings = [...checkLife(context, spec, location), ...checkValue(spec, value, location)];
  if (Array.isArray(value) && spec.each !== undefined && spec.type === 'list') {
    const { each } = spec;
    findings.push(
      ...(value as readonly Json[]).flatMap((entry, index) => checkKey(context, each, entry, [...location, index])),
    );
  }
  if (isMap(value) && isEntry(spec.each) && spec.type === 'list' && spec.also?.includes('map') === true)
    return [...findings, ...checkMap(context, spec.each, value, location)];
  if (isMap(value) && (spec.type === 'map' || spec.also?.includes('map') === true))
    findings.push(...checkMap(context, spec, value, location));
  return findings;
}

/** Where the engine takes one entry as well as a list of them, a map is that entry. */
function isEntry(spec: KeySpec | undefined): spec is KeySpec {
  return spec?.type === 'map' && spec.fields !== undefined;
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
        hint: `Add ${field.key}. ${field.help}`,
        ...(spec.strict === true || field.strict === true ? {} : { severity: 'warning' as const }),
      }),
    );
  for (const [key, value] of Object.entries(map)) {
    const field = fields.get(key) ?? spec.each;
    if (field !== undefined)
      findings.push(...checkKey(context, isTyped(spec, key) ? asStrict(field) : field, value, [...location, key]));
    else if (spec.fields !== undefined) findings.push(...unknownField(spec, key, map, [...location, key]));
  }
  return findings;
}

/** Maps that the engine reads into a typed model while it starts: a value of the wrong type stops it. */
const typedMaps = new Set([
  'general_settings.alerting_args',
  'general_settings.key_management_settings',
  'general_settings.litellm_jwtauth',
  'litellm_settings.model_group_settings',
  'mcp_servers.*',
]);
/** Prices that are part of the typed model of `model_info`; what else stands there may be anything. */
const typedPrices = new Set(
  `input_cost_per_token output_cost_per_token input_cost_per_character output_cost_per_character
  cache_read_input_token_cost cache_creation_input_token_cost tiered_pricing`.split(/\s+/),
);

function isTyped(spec: KeySpec, key: string): boolean {
  return typedMaps.has(spec.path) || (spec.path === 'model_list.*.model_info' && typedPrices.has(key));
}

const strictSpecs = new WeakMap<KeySpec, KeySpec>();

function asStrict(spec: KeySpec): KeySpec {
  let strict = strictSpecs.get(spec);
  if (strict === undefined) {
    strict = { ...spec, strict: true };
    strictSpecs.set(spec, strict);
  }
  return strict;
}

/** What the table says of keys that have no effect at all. */
const unread = ['The engine does not read it.', 'Only Postgres is left.'];

function checkLife(context: Context, spec: KeySpec, location: Location): RuleFinding[] {
  const findings: RuleFinding[] = [];
  if (spec.deprecated !== undefined) {
    const dead = unread.includes(spec.deprecated);
    findings.push({
      code: 'deprecated-key',
      location,
      message: `${toPath(location)} ${dead ? 'has no effect any more' : 'is out of date'}.`,
      hint: dead ? `Remove it. ${spec.deprecated}` : spec.deprecated,
      ...(dead ? { severity: 'warning' as const } : {}),
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
