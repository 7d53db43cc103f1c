import type { Literal, Literals } from './graphql.ts';

/** Model name → field name → type name. */
export type Models = ReadonlyMap<string, ReadonlyMap<string, string>>;

const MODEL = /^model\s+(\w+)\s*\{(.*?)^\}/gms;
const FIELD = /^\s*(\w+)\s+(\w+)/;

/** Names and types of the fields of a Prisma schema; nothing else of it matters here, so it is read by lines. */
export function readModels(schema: string): Models {
  const models = new Map<string, Map<string, string>>();
  for (const [, model = '', body = ''] of schema.matchAll(MODEL)) {
    const fields = new Map<string, string>();
    for (const line of body.split('\n')) {
      const [, field, type] = FIELD.exec(line) ?? [];
      if (field !== undefined && type !== undefined) fields.set(field, type);
    }
    models.set(model, fields);
  }
  return models;
}

const INPUTS = ['where', 'data', 'create', 'update', 'cursor', 'having'];
const LOGICAL = new Set(['AND', 'OR', 'NOT']);
const RELATION_STEPS = new Set([
  ...['create', 'createMany', 'connect', 'connectOrCreate', 'disconnect', 'set', 'update', 'updateMany', 'upsert'],
  ...['delete', 'deleteMany', 'where', 'data', 'is', 'isNot', 'some', 'every', 'none'],
]);
/** Operators on a Json field that take JSON. */
const JSON_OPERATORS = new Set([
  ...[
    'equals',
    'not',
    'lt',
    'lte',
    'gt',
    'gte',
    'array_contains',
    'array_starts_with',
    'array_ends_with',
    'set',
    'push',
  ],
]);
/** Operators on a Json field that take something else. */
const PLAIN_OPERATORS = new Set(['path', 'string_contains', 'string_starts_with', 'string_ends_with']);

/**
 * The arguments of an operation with those of Json fields wrapped: in GraphQL text they are strings that hold JSON,
 * while the JSON protocol takes a plain string for a JSON string. The only place where the two need the schema.
 * @throws SyntaxError for a Json value that is not a string; the native engine takes nothing else either.
 */
export function wrapJsonArguments(args: Literals, modelName: string, models: Models): Literals {
  const wrapped: Record<string, Literal> = { ...args };
  for (const name of INPUTS) {
    const input = wrapped[name];
    if (input !== undefined) wrapped[name] = wrapInput(input, modelName, models);
  }
  return wrapped;
}

function wrapInput(input: Literal, modelName: string, models: Models): Literal {
  return mapEntries(input, (key, value) => wrapField(key, value, { modelName, models }));
}

function wrapField(key: string, value: Literal, { modelName, models }: { modelName: string; models: Models }): Literal {
  if (LOGICAL.has(key)) return wrapInput(value, modelName, models);
  const type = models.get(modelName)?.get(key);
  if (type === 'Json') return wrapJson(value);
  return type !== undefined && models.has(type) ? wrapRelation(value, type, models) : value;
}

/** Inside a relation, steps (`create`, `some`, …) nest before the fields of the related model appear. */
function wrapRelation(input: Literal, modelName: string, models: Models): Literal {
  return mapEntries(input, (key, value) =>
    RELATION_STEPS.has(key) ? wrapRelation(value, modelName, models) : wrapField(key, value, { modelName, models }),
  );
}

/** Members of an enum (`DbNull`) and null are left to the engine. */
function wrapJson(value: Literal): Literal {
  if (typeof value === 'string') return { $type: 'Json', value };
  if (isList(value)) return value.map(wrapJson);
  if (value === null) return value;
  if (typeof value !== 'object') throw new SyntaxError(`a Json value has to be a string of JSON, not ${value}`);
  if (value.$type === 'Enum') return value;
  return mapEntries(value, (operator, operand) => {
    if (JSON_OPERATORS.has(operator)) return wrapJson(operand);
    if (PLAIN_OPERATORS.has(operator)) return operand;
    throw new SyntaxError(`a Json value has to be a string of JSON, not an object with "${operator}"`);
  });
}

function mapEntries(value: Literal, mapEntry: (key: string, value: Literal) => Literal): Literal {
  if (isList(value)) return value.map((item) => mapEntries(item, mapEntry));
  if (value === null || typeof value !== 'object' || '$type' in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, mapEntry(key, child)]));
}

function isList(value: Literal): value is readonly Literal[] {
  return Array.isArray(value);
}
