import { equalJson, type Item, type JsonObject, secretReferences } from '@regent/core';
import { expect, test } from 'vitest';
import { comparable, configJson, configNames, configText, withoutEmpty } from '../testing/golden.ts';
import { parseConfig } from '../parse.ts';
import { renderConfig } from '../render/render.ts';
import { stampConfig } from '../render/stamp.ts';
import { collectIncludes } from './collect-includes.ts';
import { importConfig } from './import.ts';

interface Expected {
  readonly environment: string[];
  readonly items: Record<string, number>;
  readonly item_keys: Record<string, unknown[]>;
  readonly passthrough_paths?: string[];
  readonly secrets_to_vault: { path: string; pointer: string; line: number }[];
}

const expectedNames = configNames.filter((name) =>
  ['lab-gateway', 'swarm-aliases', 'self-service', 'observability'].includes(name),
);

test.each(expectedNames)('%s becomes the items that it should', (name) => {
  const expected = configJson<Expected>(`${name}.expected.json`);
  const { items, secrets, receipt } = importConfig(configText(`${name}.yaml`), { environment: expected.environment });
  const counts = Object.fromEntries(
    [...Map.groupBy(items, ({ kind }) => kind)].map(([kind, list]) => [kind, list.length]),
  );
  expect(counts).toEqual(expected.items);
  expect(secrets.map(({ path, pointer, line }) => ({ path, pointer, line }))).toEqual(expected.secrets_to_vault);
  expect(items.filter(({ kind }) => kind === 'model').map(({ data }) => data.model_name)).toEqual(
    expected.item_keys.model,
  );
  expect(items.filter(({ kind }) => kind === 'fallback').map(({ data }) => data)).toEqual(
    expected.item_keys.fallback ?? [],
  );
  expect(receipt.filter(({ action }) => action === 'preserved').map(({ path }) => path)).toEqual(
    expected.passthrough_paths ?? [],
  );
});

test.each(configNames)('rendering what was imported from %s means the same', (name) => {
  const text = configText(`${name}.yaml`);
  const original = parseConfig(text).document as JsonObject;
  const { items, secrets } = importConfig(text);
  const vault = new Map(secrets.map(({ id, value }) => [id, value]));
  const rendered = renderConfig(items, { secrets: ({ $secret }) => vault.get($secret) });
  expect(rendered.diagnostics).toEqual([]);
  const again = parseConfig(rendered.text).document as JsonObject;
  expect(equalJson(comparable(again, original), withoutEmpty(original))).toBe(true);
});

test.each(configNames)('no secret of %s stays in the items or in the redacted text', (name) => {
  const { items, secrets } = importConfig(configText(`${name}.yaml`));
  const shown = JSON.stringify(items) + renderConfig(items).text;
  for (const { value } of secrets) expect(shown).not.toContain(value);
  expect(shown).not.toMatch(/sk-canary|sk-literal|sk-relay|AKIACANARY|canary-every-aws/);
  expect(items.flatMap(({ data }) => secretReferences(data))).toHaveLength(secrets.length);
});

test('the same file gives the same items on every machine', () => {
  const text = configText('every-section.yaml');
  expect(importConfig(text)).toEqual(importConfig(text));
});

test('importing again keeps the keys of entries that are there already', () => {
  const text = configText('swarm-aliases.yaml');
  let count = 0;
  const first = importConfig(text, { newId: (what) => `${what}-${count++}` }).items;
  const second = importConfig(text, { newId: (what) => `${what}-${count++}`, existing: first }).items;
  expect(second.map(({ key }) => key)).toEqual(first.map(({ key }) => key));
});

test('the stamp of an Apply is taken off', () => {
  const { items } = importConfig(configText('minimal.yaml'));
  const { document } = renderConfig(items);
  const stamped = stampConfig(document, {
    fingerprint: 'abcdef012345',
    forced: { general_settings: { store_model_in_db: false } },
  });
  expect(stamped.text).toContain('regent: abcdef012345');
  const again = importConfig(stamped.text, { reserved: 'drop' }).items;
  const models = (list: readonly Item[]) =>
    list.filter(({ kind }) => kind === 'model').map(({ key, data }) => ({ key, info: data.model_info }));
  expect(models(again)).toEqual(models(items));
  expect(again.some(({ kind }) => kind === 'database')).toBe(false);
});

test('a second use of an id gets a new one, with a lint', () => {
  const entry = '  - {model_name: a, litellm_params: {model: openai/gpt-4o}, model_info: {id: same}}\n';
  const { items, diagnostics } = importConfig(`model_list:\n${entry}${entry}`);
  expect(new Set(items.map(({ key }) => key)).size).toBe(2);
  expect(diagnostics.map(({ code }) => code)).toContain('duplicate-model-id');
});

test('sections of a wrong shape are preserved, not lost', () => {
  const text =
    'model_list: {a: 1}\nrouter_settings:\n  fallbacks: {a: [b]}\nguardrails: [text]\nlitellm_settings: [x]\n';
  const { items } = importConfig(text);
  expect(renderConfig(items).document).toEqual(parseConfig(text).document);
});

test('included files are inlined, and a missing one is reported', () => {
  const text = configText('every-section.yaml');
  const files = { 'included/shared-models.yaml': configText('included/shared-models.yaml') };
  const names = importConfig(text, { files })
    .items.filter(({ kind }) => kind === 'model')
    .map(({ data }) => data.model_name);
  expect(names).toContain('from-include');
  const { diagnostics } = importConfig(text, { files: {} });
  expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'include-missing', path: 'include[0]', line: 5 }));
});

test('included files are collected once each, through files that include others', async () => {
  const files: Record<string, string> = { 'a.yaml': 'include: [b.yaml, a.yaml]', 'b.yaml': 'model_list: []' };
  const asked: string[] = [];
  const found = await collectIncludes('include: [a.yaml, gone.yaml]', async (name) => {
    asked.push(name);
    return files[name] ?? null;
  });
  expect(found.map(({ name }) => name)).toEqual(['a.yaml', 'b.yaml']);
  expect(asked).toEqual(['a.yaml', 'gone.yaml', 'b.yaml']);
});

test('an unreadable file gives no items and says why', () => {
  expect(importConfig('a: *b')).toMatchObject({
    items: [],
    diagnostics: [{ code: 'yaml-syntax', severity: 'error', line: 1 }],
  });
});
