import type { Field, Literals, Operation } from './graphql.ts';
import { type Models, wrapJsonArguments } from './json-arguments.ts';

/** One query of the engine's JSON protocol. */
interface JsonQuery {
  readonly modelName?: string;
  readonly action: string;
  readonly query: JsonField;
}

interface JsonField {
  readonly arguments: Literals;
  readonly selection: { readonly [name: string]: true | JsonField };
}

export interface Translated {
  /** The name under which the client expects its result. */
  readonly alias: string;
  readonly isRaw: boolean;
  readonly query: JsonQuery;
}

/** An answer of the engine, or of this program in the engine's words. */
export interface Answer {
  readonly data?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly unknown[];
  readonly batchResult?: readonly Answer[];
}

/** How raw rows are written: `objects` is what prisma-client-py before 0.14 reads. */
export type RawRows = 'table' | 'objects';

const RAW_ACTIONS: readonly string[] = ['queryRaw', 'executeRaw'];
const OR_THROW = 'OrThrow';
/** Longest first, so that `createManyAndReturnX` is not read as `createMany` of a model `AndReturnX`. */
const MODEL_ACTIONS = [
  'createManyAndReturn',
  ...['findUnique', 'findFirst', 'findMany', 'createOne', 'createMany', 'updateOne', 'updateMany'],
  ...['deleteOne', 'deleteMany', 'upsertOne', 'aggregate', 'groupBy'],
];

/** @throws SyntaxError when the operation is none that the client writes. */
export function toJsonProtocol(operation: Operation, models: Models): Translated {
  const [field, second] = operation.fields;
  if (field === undefined || second !== undefined)
    throw new SyntaxError('GraphQL: exactly one root field is supported');
  const { action, modelName } = splitOperationName(field.name);
  const query = toJsonField(field, modelName, models);
  return {
    alias: field.alias,
    isRaw: RAW_ACTIONS.includes(action),
    query: modelName === undefined ? { action, query } : { modelName, action, query },
  };
}

function splitOperationName(name: string): { action: string; modelName?: string } {
  if (RAW_ACTIONS.includes(name)) return { action: name };
  const action = MODEL_ACTIONS.find((candidate) => name.startsWith(candidate));
  if (action === undefined) throw new SyntaxError(`GraphQL: unknown operation "${name}"`);
  const rest = name.slice(action.length);
  const canThrow = action === 'findUnique' || action === 'findFirst';
  if (canThrow && rest.endsWith(OR_THROW))
    return { action: action + OR_THROW, modelName: rest.slice(0, -OR_THROW.length) };
  return { action, modelName: rest };
}

function toJsonField(field: Field, modelName: string | undefined, models: Models): JsonField {
  const selection: Record<string, true | JsonField> = {};
  for (const child of field.selection ?? []) {
    if (child.alias !== child.name) throw new SyntaxError('GraphQL: aliases are only supported on the root field');
    const isLeaf = child.selection === null && Object.keys(child.args).length === 0;
    const type = modelName === undefined ? undefined : models.get(modelName)?.get(child.name);
    selection[child.name] = isLeaf ? true : toJsonField(child, type, models);
  }
  const args = modelName === undefined ? field.args : wrapJsonArguments(field.args, modelName, models);
  return { arguments: args, selection };
}

/** The answer to one query in the shape of the GraphQL protocol; an answer that only carries errors passes through. */
export function toGraphqlAnswer(
  answer: Answer,
  { alias, isRaw }: Pick<Translated, 'alias' | 'isRaw'>,
  rawRows: RawRows,
): Answer {
  if (!answer.data) return answer;
  const [value] = Object.values(answer.data); // the JSON protocol names it after the operation
  if (!isRaw) return { ...answer, data: { [alias]: unwrapScalars(value) } };
  return { ...answer, data: { [alias]: rawRows === 'objects' && isTable(value) ? typedObjects(value) : value } };
}

interface Table {
  readonly columns: readonly string[];
  readonly types: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && 'columns' in value;
}

/** `{ columns: ['a'], types: ['int'], rows: [[1]] }` → `[{ a: { prisma__type: 'int', prisma__value: 1 } }]`. */
function typedObjects({ columns, types, rows }: Table): unknown {
  return rows.map((row) =>
    Object.fromEntries(row.map((value, index) => [columns[index] ?? '', typedValue(types[index] ?? '', value)])),
  );
}

const ARRAY = '-array';

function typedValue(type: string, value: unknown): unknown {
  if (value === null) return { prisma__type: 'null', prisma__value: null };
  if (!type.endsWith(ARRAY) || !Array.isArray(value)) return { prisma__type: type, prisma__value: value };
  const itemType = type.slice(0, -ARRAY.length);
  return { prisma__type: 'array', prisma__value: value.map((item: unknown) => typedValue(itemType, item)) };
}

/**
 * `{ $type, value }` wraps DateTime, Json, BigInt, Decimal and Bytes; the value is already the text that the client's
 * models read. Raw results list their types apart and may hold a user's own "$type" keys: they never come here.
 */
function unwrapScalars(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapScalars);
  if (value === null || typeof value !== 'object') return value;
  if ('$type' in value && 'value' in value) return value.value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, unwrapScalars(child)]));
}
