import { isJsonObject, type Json, type Location } from '@regent/core';
import { hasOwnWords } from '../import/own-words.ts';

/** What a value of a declarative file must be. Maps with `fields` are closed; `each` gives the values of free names. */
interface Shape {
  readonly is: 'text' | 'list' | 'map' | 'open';
  readonly orNull?: boolean;
  readonly fields?: Readonly<Record<string, Shape>>;
  readonly each?: Shape;
}

const text: Shape = { is: 'text' };
const texts: Shape = { is: 'list', each: text };

const model: Shape = {
  is: 'map',
  orNull: true,
  fields: {
    model_name: text,
    access_groups: texts,
    model_info: { is: 'open' },
    litellm_params: { is: 'open' },
  },
};

const interfaces: Shape = {
  is: 'map',
  orNull: true,
  fields: { models: { is: 'map', orNull: true, each: model } },
};

const provider: Shape = {
  is: 'map',
  fields: {
    $extend: { is: 'text', orNull: true },
    api_key: text,
    api_base: text,
    access_groups: texts,
    interfaces: {
      is: 'map',
      orNull: true,
      fields: { openai: interfaces, gemini: interfaces, anthropic: interfaces },
    },
  },
};

export const fileShape: Shape = {
  is: 'map',
  fields: {
    $schema: text,
    providers: { is: 'map', each: provider },
    aliases: { is: 'map', each: text },
    fallbacks: { is: 'list', each: { is: 'map', each: texts } },
  },
};

interface ShapeProblem {
  readonly code: 'unknown-key' | 'wrong-type';
  readonly location: Location;
  readonly message: string;
}

/** Every place where a value is not what it must be; all of them, in the order of the file. */
export function checkShape(value: Json, shape: Shape, location: Location = []): ShapeProblem[] {
  if (value === null && shape.orNull === true) return [];
  switch (shape.is) {
    case 'text':
      return typeof value === 'string' ? [] : [wrong(location, 'a text')];
    case 'open':
      if (!isJsonObject(value)) return [wrong(location, 'an object')];
      if (!hasOwnWords(value)) return [];
      return [{ code: 'unknown-key', location, message: 'Keys such as $secret mean something to Regent only.' }];
    case 'list':
      return Array.isArray(value)
        ? value.flatMap((entry: Json, index) => checkEach(entry, shape, [...location, index]))
        : [wrong(location, 'a list')];
    case 'map':
      return isJsonObject(value)
        ? Object.entries(value).flatMap(([key, entry]) => checkKey({ key, entry }, shape, location))
        : [wrong(location, 'an object')];
  }
}

function checkKey(pair: { key: string; entry: Json }, shape: Shape, location: Location): ShapeProblem[] {
  const at = [...location, pair.key];
  if (shape.fields === undefined) return checkEach(pair.entry, shape, at);
  const field = Object.hasOwn(shape.fields, pair.key) ? shape.fields[pair.key] : undefined;
  if (field !== undefined) return checkShape(pair.entry, field, at);
  return [{ code: 'unknown-key', location: at, message: `"${pair.key}" is not a known key here.` }];
}

function checkEach(entry: Json, shape: Shape, location: Location): ShapeProblem[] {
  return shape.each === undefined ? [] : checkShape(entry, shape.each, location);
}

function wrong(location: Location, wanted: string): ShapeProblem {
  return { code: 'wrong-type', location, message: `This must be ${wanted}.` };
}
