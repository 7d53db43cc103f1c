import { isSecretName, type Json, type Location } from '@regent/core';
import { type Positions, valueAt } from '../yaml/positions.ts';
import { readYaml } from '../yaml/read.ts';
import type { Context, RuleFinding } from './context.ts';

/** How values are written, where the text is known. */
export function textRules(context: Context): RuleFinding[] {
  const { text } = context;
  if (text === null || !(cutValue.test(text) || oddNumber.test(text))) return [];
  const read = readYaml(text);
  if (read.outcome !== 'read') return [];
  const lines = text.split(/\r?\n/);
  return leaves(context.document, []).flatMap((location) => {
    const line = lines[lineOf(read.positions, location)] ?? '';
    const value = valueAt(context.document, location) as Json;
    return [...checkCut(value, line, location), ...checkNumber(value, line, location)];
  });
}

const cutValue = /: +[^\s"'#][^\n]* #\S/;
const oddNumber = /[:[,-] *[-+]?(0[0-7_]+|[1-9][0-9_]*(:[0-5]?\d)+)\s*[,\]}#\n]/;

function lineOf(positions: Positions, location: Location): number {
  return positions.at(location).line - 1;
}

function leaves(value: Json, location: Location): Location[] {
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((entry, index) => leaves(entry, [...location, index]));
  if (typeof value !== 'object' || value === null) return [location];
  return Object.entries(value).flatMap(([key, entry]) => leaves(entry, [...location, key]));
}

/** `api_key: sk-abc #def`: a comment that was meant to be part of the value. */
function checkCut(value: Json, line: string, location: Location): RuleFinding[] {
  const key = String(location.at(-1));
  if (typeof value !== 'string' || !(isSecretName(key) || /(_base|url|target|host)$/.test(key))) return [];
  const found = line.indexOf(`: ${value} #`);
  if (found < 0 || !/^ #\S/.test(line.slice(found + value.length + 2))) return [];
  return [
    {
      code: 'hash-cuts-value',
      location,
      message: 'The value ends before the " #"; what follows is a comment for the engine.',
      hint: 'Put the whole value into quotes.',
    },
  ];
}

/** `010` and `12:30` where a number was meant. */
function checkNumber(value: Json, line: string, location: Location): RuleFinding[] {
  if (typeof value !== 'number') return [];
  const key = location.findLast((part) => typeof part === 'string') ?? '';
  const written = line
    .slice(Math.max(0, line.indexOf(`${key}:`)))
    .match(/[:[,-] *[-+]?(0[0-7_]+|[1-9][0-9_]*(?::[0-5]?\d)+)(?=\s*([,\]}#]|$))/);
  const raw = written?.[1];
  if (raw === undefined || Math.abs(value) !== reading(raw)) return [];
  return [
    {
      code: 'number-notation',
      location,
      message: `${raw} is ${Math.abs(value)} for the engine.`,
      hint: 'Write the plain number, or put text into quotes.',
    },
  ];
}

function reading(raw: string): number {
  const digits = raw.replaceAll('_', '');
  if (digits.includes(':')) return digits.split(':').reduce((total, part) => total * 60 + Number(part), 0);
  return Number.parseInt(digits, 8);
}
