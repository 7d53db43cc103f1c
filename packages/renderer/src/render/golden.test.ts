import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { importConfig } from '../import/import.ts';
import { configNames, configText } from '../testing/golden.ts';
import { renderConfig } from './render.ts';

/** Whole files, byte for byte: the order of sections and keys, quoting and layout are part of what is promised. */
const place = (name: string) => new URL(`../testdata/rendered/${name}.yaml`, import.meta.url);

test.each(configNames)('%s renders to these very bytes', (name) => {
  const { text } = renderConfig(importConfig(configText(`${name}.yaml`)).items);
  if (process.env.WRITE_GOLDEN) writeFileSync(place(name), text);
  expect(text).toBe(readFileSync(place(name), 'utf8'));
});
