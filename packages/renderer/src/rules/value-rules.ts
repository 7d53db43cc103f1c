import { isYamlScalar, type Json, type KeySpec, type KeyType, type Location } from '@regent/core';
import { isMap, type RuleFinding } from './context.ts';
import { describe, remedyFor } from './remedy.ts';
import { nearest } from './spelling.ts';

/** The value of one key: type, enum, range, duration, schedule. A null value is as good as an absent key. */
export function checkValue(spec: KeySpec, value: Json, location: Location): RuleFinding[] {
  if (value === null) {
    const needed = spec.required === true || (spec.key === '*' && spec.type === 'map');
    return needed && spec.type !== 'any' ? [wrongType(spec, location, value)] : [];
  }
  if (spec.type === 'any') return [];
  if (isReference(value)) return isContainer(spec) ? [wrongType(spec, location, value)] : [];
  const types = [spec.type, ...(spec.also ?? [])];
  const problems = types.map((type) => checkType(type, spec, value));
  const best = problems.find((problem) => problem === null || problem.kind !== 'type');
  if (best === undefined) {
    const finding = wrongType(spec, location, value);
    // A switch counts as 1 or 0 where a number is expected.
    return [typeof value === 'boolean' && isNumeric(spec) ? { ...finding, severity: 'warning' } : finding];
  }
  return best === null ? [] : finish(spec, location, best);
}

function isNumeric(spec: KeySpec): boolean {
  return spec.type === 'number' || spec.type === 'integer';
}

type Problem =
  | { readonly kind: 'type' }
  | { readonly kind: 'boolean-text' }
  | { readonly kind: 'number-text' }
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'range'; readonly number: number }
  | { readonly kind: 'duration'; readonly text: string }
  | { readonly kind: 'cron'; readonly text: string }
  | { readonly kind: 'weekday' };

const mismatch: Problem = { kind: 'type' };

function checkType(type: KeyType, spec: KeySpec, value: Json): Problem | null {
  switch (type) {
    case 'boolean':
      return checkBoolean(value);
    case 'integer':
    case 'number':
      return checkNumber(type, spec, value);
    case 'text':
    case 'secret':
      return typeof value === 'string' ? null : mismatch;
    case 'enum':
      if (typeof value !== 'string') return mismatch;
      return spec.values?.includes(value) === false ? { kind: 'value', text: value } : null;
    case 'list':
      return Array.isArray(value) ? null : mismatch;
    case 'map':
      return isMap(value) || (isYamlScalar(value) && value.$yaml === 'map') ? null : mismatch;
    case 'duration':
      return typeof value !== 'string' && spec.strict === true ? mismatch : checkDuration(value);
    case 'cron':
      return typeof value === 'string' ? checkCron(value) : mismatch;
    case 'any':
      return null;
  }
}

function checkBoolean(value: Json): Problem | null {
  if (typeof value === 'boolean') return null;
  return typeof value === 'string' && /^(true|false|yes|no|on|off|y|n|0|1)$/i.test(value.trim())
    ? { kind: 'boolean-text' }
    : mismatch;
}

function checkNumber(type: 'integer' | 'number', spec: KeySpec, value: Json): Problem | null {
  const number = numberOf(value);
  // `1e6` is a text for the engine's YAML, and no text with an exponent counts as a whole number.
  if (type === 'integer' && typeof value === 'string' && /e/i.test(value)) return mismatch;
  if (number === null || (type === 'integer' && Number.isFinite(number) && !Number.isInteger(number))) return mismatch;
  const outside = !Number.isFinite(number) || number < (spec.min ?? -Infinity) || number > (spec.max ?? Infinity);
  if (outside) return { kind: 'range', number };
  return typeof value === 'string' ? { kind: 'number-text' } : null;
}

/** A number as the engine gets it, also from a numeric text; null when it is none. */
export function numberOf(value: Json): number | null {
  if (typeof value === 'number') return value;
  if (isYamlScalar(value) && (value.$yaml === 'float' || value.$yaml === 'int')) {
    const text = String(value.value);
    return text.endsWith('inf') ? (text.startsWith('-') ? -Infinity : Infinity) : Number(text);
  }
  if (typeof value !== 'string' || !/^\s*[-+]?(\d+(_\d+)*\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(value)) return null;
  return Number(value.replaceAll('_', ''));
}

function checkDuration(value: Json): Problem | null {
  const text = typeof value === 'string' ? value : numberOf(value) === null ? null : String(numberOf(value));
  if (text === null) return mismatch;
  return /^\d+(s|m|h|d|w|mo)$/.test(text) ? null : { kind: 'duration', text };
}

const cronNames = 'sun|mon|tue|wed|thu|fri|sat|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const cronField = new RegExp(
  `^(\\*|\\d+|${cronNames})(-(\\d+|${cronNames}))?(/\\d+)?(,(\\*|\\d+|${cronNames})(-(\\d+|${cronNames}))?(/\\d+)?)*$`,
  'i',
);
const cronMax = [59, 23, 31, 12, 7];

function checkCron(text: string): Problem | null {
  const fields = text.trim().split(/\s+/);
  const valid =
    fields.length === 5 &&
    fields.every(
      (field, index) =>
        cronField.test(field) &&
        (field.match(/\d+/g) ?? []).every((digits) => Number(digits) <= (cronMax[index] ?? 0) || field.includes('/')),
    );
  if (!valid) return { kind: 'cron', text };
  return /\d/.test((fields[4] ?? '').replace(/\/\d+/g, '')) ? { kind: 'weekday' } : null;
}

function finish(spec: KeySpec, location: Location, problem: Problem): RuleFinding[] {
  switch (problem.kind) {
    case 'type':
      return [];
    case 'boolean-text':
      return [
        {
          code: 'quoted-boolean',
          location,
          message: 'This is text, and every text counts as on.',
          hint: 'Remove the quotes.',
        },
      ];
    case 'number-text':
      // Parameters of a deployment are converted by the engine; settings are not.
      return location[0] === 'model_list'
        ? []
        : [
            {
              code: 'number-as-text',
              location,
              message: 'This number is text; the engine may fail when it counts with it.',
              hint: 'Remove the quotes.',
            },
          ];
    case 'value':
      return [unknownValue(spec, location, problem.text)];
    case 'range':
      return [outOfRange(spec, location, problem.number)];
    case 'duration':
      return [
        {
          code: 'bad-duration',
          location,
          message: `${JSON.stringify(problem.text)} is no duration such as 30s, 12h, 7d or 1mo.`,
        },
      ];
    case 'cron':
      return [
        { code: 'bad-cron', location, message: `${JSON.stringify(problem.text)} is no schedule of five fields.` },
      ];
    case 'weekday':
      return [
        {
          code: 'cron-weekday-number',
          location,
          message: 'The engine counts weekdays from Monday = 0, so that 0 is Monday, not Sunday.',
          hint: 'Write sun, mon, tue, …',
        },
      ];
  }
}

function unknownValue(spec: KeySpec, location: Location, text: string): RuleFinding {
  const values = spec.values ?? [];
  const suggestion = nearest(text, values);
  return {
    code: 'unknown-value',
    location,
    message: `The engine does not know ${JSON.stringify(text)} here.`,
    hint: suggestion === undefined ? `Take one of: ${values.join(', ')}.` : `Did you mean ${suggestion}?`,
    ...(spec.strict === true ? { severity: 'error' as const } : {}),
  };
}

function outOfRange(spec: KeySpec, location: Location, number: number): RuleFinding {
  const bounds = [
    spec.min === undefined ? '' : `at least ${spec.min}`,
    spec.max === undefined ? '' : `at most ${spec.max}`,
  ]
    .filter(Boolean)
    .join(', ');
  const grave = spec.strict === true && (location[0] === 'model_list' || !Number.isFinite(number));
  return {
    code: 'out-of-range',
    location,
    message: Number.isFinite(number)
      ? `${number} is out of range (${bounds}).`
      : 'A number without end breaks every call.',
    ...(grave ? { severity: 'error' as const } : {}),
  };
}

const typeNames: Record<KeyType, string> = {
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  text: 'text',
  secret: 'text',
  enum: 'one of its values',
  list: 'a list',
  map: 'a map',
  duration: 'a duration such as 7d',
  cron: 'a schedule',
  any: 'a value',
};

function wrongType(spec: KeySpec, location: Location, value: Json): RuleFinding {
  const wanted = [spec.type, ...(spec.also ?? [])].map((type) => typeNames[type]).join(' or ');
  const found = value === null ? 'nothing' : isReference(value) ? 'a reference' : describe(spec, value);
  return {
    code: 'wrong-type',
    location,
    message: `Expected ${wanted}, but this is ${found}.`,
    hint: value === null || isReference(value) ? spec.help : remedyFor(spec, value),
    ...(spec.strict === true || spec.required === true ? {} : { severity: 'warning' as const }),
  };
}

function isContainer(spec: KeySpec): boolean {
  return (spec.type === 'list' || spec.type === 'map') && spec.also === undefined;
}

/** A value that the engine replaces while loading. */
export function isReference(value: Json | undefined): boolean {
  return typeof value === 'string' && value.startsWith('os.environ/');
}
