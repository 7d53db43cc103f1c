import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isSecretReference, type JsonObject } from '@regent/core';
import { expect, test } from 'vitest';
import { renderConfig } from '../render/render.ts';
import { resolveDeclarative } from './declarative.ts';
import { importDeclarative } from './import-declarative.ts';

interface ExpectedFinding {
  readonly severity: string;
  readonly code: string;
  readonly file: string;
  readonly path: string;
  readonly pointer: string;
  readonly path_any_of?: readonly string[];
}

interface Expected {
  readonly ok: boolean;
  readonly errors: readonly ExpectedFinding[];
  readonly warnings: readonly ExpectedFinding[];
  readonly also_acceptable_warnings?: readonly string[];
  readonly credentials: readonly JsonObject[];
  readonly models: readonly JsonObject[];
  readonly aliases: JsonObject;
  readonly model_group_alias: JsonObject;
  readonly fallbacks: readonly JsonObject[];
}

const folder = new URL('../testdata/declarative/', import.meta.url);
const names = readdirSync(folder).sort();

function load(name: string) {
  const text = (file: string) => readFileSync(new URL(`${name}/${file}`, folder), 'utf8');
  const hasLocal = existsSync(new URL(`${name}/config.local.json`, folder));
  const source = { config: text('config.json'), local: hasLocal ? text('config.local.json') : undefined };
  return { source, expected: JSON.parse(text('expected.json')) as Expected };
}

test.each(names)('%s gives the findings that it should, and no other', (name) => {
  const { source, expected } = load(name);
  const { declared, findings } = resolveDeclarative(source);
  expect(declared !== null).toBe(expected.ok);
  const wanted = [...expected.errors, ...expected.warnings];
  for (const one of wanted) {
    const paths = one.path_any_of ?? [one.path];
    const found = findings.filter(
      (finding) =>
        finding.severity === one.severity &&
        finding.code === one.code &&
        finding.file === one.file &&
        paths.includes(finding.path),
    );
    expect(found, `${one.code} at ${one.path}`).toHaveLength(1);
    expect(found[0]?.line).toBeGreaterThan(1);
  }
  const also = expected.also_acceptable_warnings ?? [];
  expect(findings.filter(({ code }) => !also.includes(code))).toHaveLength(wanted.length);
});

test.each(names.filter((name) => load(name).expected.ok))('%s declares what it should', (name) => {
  const { source, expected } = load(name);
  const { declared } = resolveDeclarative(source);
  expect(
    declared?.credentials.map(({ name: credential_name, apiBase, label, apiKey, enabled }) => ({
      credential_name,
      api_base: apiBase,
      provider_label: label,
      api_key: apiKey === null ? null : '***',
      enabled,
    })),
  ).toEqual(expected.credentials);
  expect(
    declared?.models.map(({ modelName, params, info, enabled, identity }) => ({
      model_name: modelName,
      litellm_params: params,
      model_info: info,
      enabled,
      identity,
    })),
  ).toEqual(expected.models);
  expect(declared?.aliases).toEqual(expected.aliases);
  expect(declared?.fallbacks.map(({ source: from, targets }) => ({ [from]: targets }))).toEqual(expected.fallbacks);
});

test.each(names.filter((name) => load(name).expected.ok))('%s becomes items that render to it', (name) => {
  const { source, expected } = load(name);
  const { items, secrets, receipt } = importDeclarative(source);
  const { document } = renderConfig(items, { redact: true });
  const rendered = (document.model_list ?? []) as readonly JsonObject[];
  expect(rendered.map(({ model_name }) => model_name)).toEqual(
    expected.models.filter(({ enabled }) => enabled).map(({ model_name }) => model_name),
  );
  const router = (document.router_settings ?? {}) as JsonObject;
  expect(router.model_group_alias ?? {}).toEqual(expected.model_group_alias);
  expect(router.fallbacks ?? []).toEqual(expected.fallbacks);
  expect(JSON.stringify(items)).not.toMatch(/canary|sk-relay/);
  const keys = items.flatMap(({ kind, data }) =>
    kind === 'credential' ? [(data.credential_values as JsonObject).api_key] : [],
  );
  expect(keys.filter(isSecretReference)).toHaveLength(secrets.length);
  expect(receipt.filter(({ action }) => action === 'secret-moved').every(({ path }) => path.endsWith('.api_key'))).toBe(
    true,
  );
});

test('a file that is not JSON is an error with a place, and nothing is declared', () => {
  const { declared, findings } = resolveDeclarative({ config: '{"providers": ' });
  expect(declared).toBeNull();
  expect(findings).toMatchObject([{ code: 'json-syntax', severity: 'error', file: 'config.json' }]);
});

test('a value of a wrong type is named at its place', () => {
  const { findings } = resolveDeclarative({ config: '{"providers": {"a": {"access_groups": "General"}}}' });
  expect(findings).toMatchObject([{ code: 'wrong-type', path: 'providers.a.access_groups' }]);
});

test('an address that ends with the suffix of its interface does not get it twice', () => {
  const config = '{"providers": {"a": {"api_key": "k", "api_base": "http://a/v1/", "interfaces": {"openai": null}}}}';
  expect(resolveDeclarative({ config }).declared?.credentials[0]?.apiBase).toBe('http://a/v1');
});

test('a file cannot name a secret of the vault', () => {
  const model = { litellm_params: { api_key: { $secret: 'some-id', version: 1 } } };
  const config = JSON.stringify({ providers: { a: { interfaces: { openai: { models: { m: model } } } } } });
  const { declared, findings } = resolveDeclarative({ config });
  expect(declared).toBeNull();
  expect(findings).toMatchObject([
    { code: 'unknown-key', path: 'providers.a.interfaces.openai.models.m.litellm_params' },
  ]);
});
