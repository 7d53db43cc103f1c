import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { equalJson, type Json } from '@regent/core';
import { importConfig, parseConfig, renderConfig } from '@regent/renderer';
import { installEngine } from '@regent/servant';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { engineFolder, repository } from '../rig/folders.ts';

/** The engine's own YAML reader is the judge of what we read and write. */
let python: string;
beforeAll(async () => {
  ({ python } = await installEngine({ folder: engineFolder() }));
});

const READER = `
import sys, json, datetime, math, base64, yaml

def plain(value):
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return value if abs(value) <= 2**53 else {"$yaml": "int", "value": str(value)}
    if isinstance(value, float):
        if math.isnan(value) or math.isinf(value):
            return {"$yaml": "float", "value": "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"}
        return {"$yaml": "float", "value": value} if value.is_integer() else value
    if isinstance(value, datetime.datetime):
        return {"$yaml": "datetime", "value": value.isoformat()}
    if isinstance(value, datetime.date):
        return {"$yaml": "date", "value": value.isoformat()}
    if isinstance(value, bytes):
        return {"$yaml": "binary", "value": base64.b64encode(value).decode()}
    if isinstance(value, (set, frozenset)):
        return {"$yaml": "set", "value": [plain(each) for each in value]}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if all(isinstance(key, str) for key in value):
        return {key: plain(each) for key, each in value.items()}
    return {"$yaml": "map", "value": [[plain(key), plain(each)] for key, each in value.items()]}

def read(text):
    try:
        return plain(yaml.safe_load(text))
    except Exception:
        return {"$refused": True}

print(json.dumps([read(text) for text in json.load(sys.stdin)]))
`;

/** What PyYAML sees in each text, in our own notation for what JSON has no word for. */
function readByEngine(texts: readonly string[]): Json[] {
  return JSON.parse(
    execFileSync(python, ['-c', READER], {
      input: JSON.stringify(texts),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    }),
  );
}

const samples = () => {
  const folder = join(repository, 'packages/renderer/src/testdata/configs');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
};

/** Whole numbers that are floats in YAML: our reader's canonical text and Python's number mean the same. */
function comparable(value: Json): Json {
  return JSON.parse(JSON.stringify(value), (_key, each) =>
    each?.$yaml === 'float'
      ? { $yaml: 'float', value: Number.isNaN(Number(each.value)) ? String(each.value) : Number(each.value) }
      : each,
  );
}

test('our reader sees in every sample what the engine sees', () => {
  const all = samples();
  const seen = readByEngine(all.map(({ text }) => text));
  expect(all.length).toBeGreaterThan(5);
  for (const [index, { name, text }] of all.entries()) {
    expect(comparable(parseConfig(text).document ?? null), name).toEqual(comparable(seen[index] ?? null));
  }
});

test('the kept texts, odd or wrong, are read or refused by the engine as our reader says', () => {
  const file = join(repository, 'packages/renderer/src/testdata/yaml/cases.json');
  const cases = JSON.parse(readFileSync(file, 'utf8')) as { text: string; value?: Json }[];
  const seen = readByEngine(cases.map(({ text }) => text));
  for (const [index, { text, value = { $refused: true } }] of cases.entries())
    expect(equalJson(comparable(seen[index] ?? null), comparable(value)), text).toBe(true);
});

test('what is rendered reads back in the engine as the document that we meant', () => {
  const rendered = samples().map(({ name, text }) => ({ name, ...renderConfig(importConfig(text).items) }));
  const seen = readByEngine(rendered.map(({ text }) => text));
  for (const [index, { name, document }] of rendered.entries()) {
    expect(comparable(seen[index] ?? null), name).toEqual(comparable(document));
  }
});

test('any configuration that is rendered reads back equal in the engine', () => {
  const scalar = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'yes',
      '1e3',
      '010',
      '12:30',
      '~',
      '2024-05-01',
      '=',
      '<<',
      '-',
      'null',
      '0x1f',
      '1_000',
      ' a',
      'a: b',
      '#x',
    ),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  );
  const config = fc.dictionary(
    fc.oneof(fc.string(), fc.constantFrom('x', 'on', '1', 'a b')),
    fc.oneof(scalar, fc.array(scalar, { maxLength: 4 }), fc.dictionary(fc.string(), scalar, { maxKeys: 4 })),
    { maxKeys: 6 },
  );
  // `__proto__` as a key of plain data is refused by the renderer (our reader gives such a map as pairs).
  const documents = fc
    .sample(config, 400)
    .filter((data) => !JSON.stringify(data).includes('"__proto__":'))
    .map((data) => JSON.parse(JSON.stringify({ 'x-any': data })) as Record<string, Json>);
  const texts = documents.map((document) => renderConfig([{ kind: 'passthrough', key: '_', data: document }]).text);
  const seen = readByEngine(texts);
  const differing = documents.filter(
    (document, index) => !equalJson(comparable(document), comparable(asJsonNumbers(seen[index] ?? null))),
  );
  expect(differing).toEqual([]);
});

/** JSON has one kind of number: whole floats and huge integers are the number itself there. */
function asJsonNumbers(value: Json): Json {
  return JSON.parse(JSON.stringify(value), (_key, each) =>
    each?.$yaml === 'float' || each?.$yaml === 'int' ? Number(each.value) : each,
  );
}
