import { isYamlScalar, type Json, type KeySpec } from '@regent/core';
import { isMap } from './context.ts';

/** What to write instead of a value of the wrong type, as near to the value as can be. */
export function remedyFor(spec: KeySpec, value: Json): string {
  const types = [spec.type, ...(spec.also ?? [])];
  const takesNumber = types.includes('number') || types.includes('integer');
  if (takesNumber && typeof value === 'string' && (spec.type !== 'map' || /\d/.test(value)))
    return numberRemedy(spec, value);
  if (types.some((type) => type === 'secret' || type === 'text' || type === 'enum')) {
    if (!Array.isArray(value) && !isMap(value)) return 'Put it into quotes.';
    if (spec.type !== 'list' && spec.type !== 'map') return spec.help;
  }
  if (spec.type === 'list') return listRemedy(value);
  if (spec.type === 'map') return mapRemedy(spec, value);
  if (spec.type === 'integer' && typeof value === 'number') return `Write a whole number. ${spec.help}`;
  return spec.type === 'boolean' ? 'Write true or false, without quotes.' : spec.help;
}

function listRemedy(value: Json): string {
  if (typeof value !== 'string') return 'Write a list: each entry on a line of its own that begins with "- ".';
  const words = value.split(',').map((word) => word.trim());
  return value.length > 60 || /[[\]{}:#]/.test(value)
    ? 'Write a list: each entry on a line of its own that begins with "- ".'
    : `Write a list: [${words.join(', ')}].`;
}

function mapRemedy(spec: KeySpec, value: Json): string {
  if (Array.isArray(value)) return 'Write names with values below it, without "- " before them.';
  if (typeof value === 'string' && /^[\w-]+:[^\s/]/.test(value)) return 'Put a blank behind each colon.';
  return `Write a map: names with their values, indented below it. ${spec.help}`;
}

const seconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, sec: 1, m: 60, min: 60, h: 3600, d: 86_400 };

/** `30s` becomes 30 and `5m` 300 where seconds are counted; `200k` and `2,000,000` become plain numbers. */
function numberRemedy(spec: KeySpec, value: string): string {
  const [, amount = '', unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(value) ?? [];
  if (/^\s*[-+]?\d*\.?\d+e[-+]?\d+\s*$/i.test(value) && Number.isInteger(Number(value)))
    return `Write ${Number(value)}.`;
  const factor = spec.unit === 's' ? seconds[unit.toLowerCase()] : { k: 1e3, m: 1e6 }[unit.toLowerCase()];
  if (amount !== '' && factor !== undefined)
    return `Write ${Number((Number(amount) * factor).toFixed(6))}${spec.unit === 's' ? ', in seconds' : ''}.`;
  if (/^\s*\d{1,3}(,\d{3})+\s*$/.test(value)) return `Write ${value.trim().replaceAll(',', '')}.`;
  const percent = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(value)?.[1];
  if (percent !== undefined && spec.unit !== 's') return `Write ${Number(percent) / 100} for ${percent} %.`;
  const plain = /^[^\d-]*(\d+(?:\.\d+)?)[^\d.]*$/.exec(value)?.[1];
  return plain === undefined || spec.unit === 's' ? `Write a number. ${spec.help}` : `Write ${plain}, without a unit.`;
}

/** A value in the words of a message; of a secret only what kind of value it is. */
export function describe(spec: KeySpec, value: Json): string {
  const shown = spec.type !== 'secret';
  if (typeof value === 'string')
    return shown ? `the text ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}` : 'a text';
  if (typeof value === 'boolean') return `the switch ${value}`;
  if (typeof value === 'number') return shown ? `the number ${value}` : 'a number';
  if (Array.isArray(value)) return 'a list';
  if (!isYamlScalar(value)) return 'a map';
  const kind = value.$yaml === 'date' || value.$yaml === 'datetime' ? 'date' : 'number';
  return shown ? `the ${kind} ${value.value}` : `a ${kind}`;
}
