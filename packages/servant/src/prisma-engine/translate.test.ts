import { expect, test } from 'vitest';
import { parseOperation } from './graphql.ts';
import { readModels } from './json-arguments.ts';
import { toGraphqlAnswer, toJsonProtocol } from './translate.ts';

const MODELS = readModels(`
model User {
  id    String @id
  // data Json is only a comment
  meta  Json?  @default("{}")
  posts Post[]
}

model Post {
  id   String @id
  body Json
}
`);
const translate = (text: string) => toJsonProtocol(parseOperation(text), MODELS).query;
const argumentsOf = (text: string) => translate(text).query.arguments;
const json = (value: string) => ({ $type: 'Json', value });

test.each([
  '',
  'query {',
  'subscription { a }',
  'query { a: b(c: $d) }',
  'query { a(x: "unterminated) }',
  'query { a } extra',
])('malformed text is refused: %s', (text) => {
  expect(() => parseOperation(text)).toThrow(SyntaxError);
});

test('an operation that the engine does not have is refused', () => {
  expect(() => translate('query { result: frobnicateUser { id } }')).toThrow(/unknown operation/);
});

test('a Json value that is no text is refused, as the native engine does', () => {
  expect(() => argumentsOf('mutation { result: createOneUser(data: { meta: { a: 1 } }) { id } }')).toThrow(
    /string of JSON/,
  );
  expect(() => argumentsOf('mutation { result: createOneUser(data: { meta: 1 }) { id } }')).toThrow(/string of JSON/);
});

test('a query with a nested selection keeps arguments and selection apart', () => {
  const text =
    'query {\n  result: findManyUser\n  (\n where: {\n id: "1"\n }\n take: 5\n  )\n  {\n id\n posts(\n take: 1\n )\n {\n id\n }\n }\n}';
  expect(translate(text)).toEqual({
    modelName: 'User',
    action: 'findMany',
    query: {
      arguments: { where: { id: '1' }, take: 5 },
      selection: { id: true, posts: { arguments: { take: 1 }, selection: { id: true } } },
    },
  });
});

test('every literal that the client writes is read', () => {
  const text = String.raw`query { result: findManyUser(where: { a: -1.5e-07 b: true, c: null d: [1,
  "x\"y\\" ] e: desc f: "\u00e9\n" g: 9007199254740993 h: {} i: [] }) { id } }`;
  expect(argumentsOf(text).where).toEqual({
    ...{ a: -1.5e-7, b: true, c: null, d: [1, 'x"y\\'], e: { $type: 'Enum', value: 'desc' }, f: 'é\n' },
    ...{ g: { $type: 'BigInt', value: '9007199254740993' }, h: {}, i: [] },
  });
});

test('a literal of megabytes does not exhaust the parser', () => {
  const text = 'a"\\'.repeat(1_000_000);
  const where = argumentsOf(`query { result: findManyUser(where: { id: ${JSON.stringify(text)} }) { id } }`).where;
  expect(where).toEqual({ id: text });
});

test('the model is found behind each action', () => {
  const nameOf = (operation: string) => {
    const { action, modelName } = translate(`query { result: ${operation} { id } }`);
    return [action, modelName];
  };
  expect(nameOf('findUniqueUserOrThrow')).toEqual(['findUniqueOrThrow', 'User']);
  expect(nameOf('createManyUser')).toEqual(['createMany', 'User']);
  expect(nameOf('createManyAndReturnUser')).toEqual(['createManyAndReturn', 'User']);
});

test('raw queries have no model and keep their parameters', () => {
  expect(translate(String.raw`mutation { result: queryRaw( query: "SELECT $1" parameters: "[\"a\"]" ) }`)).toEqual({
    action: 'queryRaw',
    query: { arguments: { query: 'SELECT $1', parameters: '["a"]' }, selection: {} },
  });
});

test('JSON is wrapped wherever a Json field is written or filtered, and nowhere else', () => {
  const created = argumentsOf(
    'mutation { result: createOneUser(data: { id: "{}" meta: "{}" posts: { create: [{ id: "{}" body: "1" }] } }) { id } }',
  );
  expect(created.data).toEqual({ id: '{}', meta: json('{}'), posts: { create: [{ id: '{}', body: json('1') }] } });
  const found = argumentsOf(
    'query { result: findManyUser(where: { OR: [{ meta: { path: ["a"] equals: "1" } }, { posts: { some: { body: { not: "2" } } } }] }) { id } }',
  );
  expect(found.where).toEqual({
    OR: [{ meta: { path: ['a'], equals: json('1') } }, { posts: { some: { body: { not: json('2') } } } }],
  });
  const nulled = argumentsOf('mutation { result: updateOneUser(where: { id: "1" } data: { meta: DbNull }) { id } }');
  expect(nulled.data).toEqual({ meta: { $type: 'Enum', value: 'DbNull' } });
});

test('answers lose their wrappers, raw ones keep a user’s own $type, errors pass through', () => {
  const row = {
    at: { $type: 'DateTime', value: '2026-01-01T00:00:00.000Z' },
    meta: { $type: 'Json', value: '{"$type":1}' },
    n: null,
  };
  const plain = toGraphqlAnswer({ data: { findManyUser: [row] } }, { alias: 'result', isRaw: false }, 'table');
  expect(plain).toEqual({ data: { result: [{ at: '2026-01-01T00:00:00.000Z', meta: '{"$type":1}', n: null }] } });
  const raw = {
    data: { queryRaw: { columns: ['j', 'l'], types: ['json', 'int-array'], rows: [[{ $type: 1 }, [1, null]]] } },
  };
  expect(toGraphqlAnswer(raw, { alias: 'result', isRaw: true }, 'table')).toEqual({
    data: { result: raw.data.queryRaw },
  });
  const list = [
    { prisma__type: 'int', prisma__value: 1 },
    { prisma__type: 'null', prisma__value: null },
  ];
  expect(toGraphqlAnswer(raw, { alias: 'result', isRaw: true }, 'objects').data).toEqual({
    result: [
      { j: { prisma__type: 'json', prisma__value: { $type: 1 } }, l: { prisma__type: 'array', prisma__value: list } },
    ],
  });
  const failed = { errors: [{ user_facing_error: { error_code: 'P2002' } }] };
  expect(toGraphqlAnswer(failed, { alias: 'result', isRaw: false }, 'table')).toBe(failed);
});
