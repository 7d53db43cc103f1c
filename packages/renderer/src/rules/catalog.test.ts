import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagnosticPages } from './diagnostic-pages.ts';

test('the committed pages of diagnostics are the ones that the rules make', () => {
  const folder = new URL('../../../../docs/diagnostics/', import.meta.url);
  const pages = diagnosticPages();
  expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
  for (const [name, text] of pages) expect(readFileSync(new URL(name, folder), 'utf8')).toBe(text);
});
