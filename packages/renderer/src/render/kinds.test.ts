import { readFileSync } from 'node:fs';
import { type Item, itemKinds, itemSchema } from '@regent/core';
import { expect, test } from 'vitest';
import { diffConfigs } from '../diff/diff.ts';
import { importConfig } from '../import/import.ts';
import { renderConfig } from './render.ts';

/** One folder for each kind: a file with nothing but entries of it, and the items that it becomes. */
const read = (kind: string, file: string) =>
  readFileSync(new URL(`../testdata/kinds/${kind}/${file}`, import.meta.url), 'utf8');

test.each(itemKinds)('%s: the file becomes these items, and they become this file again, byte for byte', (kind) => {
  const text = read(kind, 'config.yaml');
  const expected = JSON.parse(read(kind, 'items.json')) as Item[];
  const { items, secrets } = importConfig(text);
  const values = new Map(secrets.map(({ id, value }) => [id, value]));
  expect(items).toEqual(expected);
  expect(new Set(items.map((item) => item.kind))).toEqual(new Set([kind]));
  for (const item of items) expect(itemSchema(kind).safeParse(item.data)).toMatchObject({ success: true });
  expect(renderConfig(items, { secrets: ({ $secret }) => values.get($secret) }).text).toBe(text);
  expect(diffConfigs(items, expected)).toEqual([]);
});
