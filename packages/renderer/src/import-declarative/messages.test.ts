import type { JsonObject } from '@regent/core';
import { expect, test } from 'vitest';
import { resolveDeclarative } from './declarative.ts';

/** Pretty, so that each key has a line of its own. */
const text = (data: JsonObject) => JSON.stringify(data, null, 1);
const find = (config: JsonObject | string, local?: JsonObject) => {
  const source = typeof config === 'string' ? config : text(config);
  return resolveDeclarative({ config: source, local: local && text(local) }).findings.map(
    ({ severity, code, file, path, pointer, line, message, hint }) => ({
      ...{ at: `${file}:${line} ${path}`, says: `${severity} ${code}: ${message}` },
      ...(hint === undefined ? {} : { hint }),
      pointer,
    }),
  );
};
const provider = (models: JsonObject, more: JsonObject = {}) => ({
  api_key: 'key',
  interfaces: { openai: { models } },
  ...more,
});

test('what is no JSON object is said of the whole file', () => {
  expect(find('[1]')).toEqual([
    {
      at: 'config.json:undefined ',
      says: 'error json-syntax: The top level must be an object.',
      pointer: '',
    },
  ]);
  expect(find('{"a" 1}')[0]?.says).toMatch(/^error json-syntax: This is not JSON: .*position/);
});

test('each wrong value is told with what it must be', () => {
  const found = find({
    aliases: { a: 1, b: 'm' },
    fallbacks: { a: ['b'] },
    providers: {
      p: { $extend: null, api_key: 7, interfaces: { openai: { models: { m: { model_info: 3 } } }, cohere: {} } },
      q: 'text',
      r: { interfaces: null, access_groups: ['x', null] },
    },
  });
  expect(found.map(({ at, says }) => `${at} ${says}`)).toEqual([
    'config.json:3 aliases.a error wrong-type: This must be a text.',
    'config.json:6 fallbacks error wrong-type: This must be a list.',
    'config.json:14 providers.p.api_key error wrong-type: This must be a text.',
    'config.json:19 providers.p.interfaces.openai.models.m.model_info error wrong-type: This must be an object.',
    'config.json:23 providers.p.interfaces.cohere error unknown-key: "cohere" is not a known key here.',
    'config.json:26 providers.q error wrong-type: This must be an object.',
    'config.json:31 providers.r.access_groups[1] error wrong-type: This must be a text.',
  ]);
  expect(found[6]?.pointer).toBe('/providers/r/access_groups/1');
});

test('words that only the product knows are refused wherever a file is open', () => {
  const model_info = { deep: [{ $secret: 'x', version: 1 }] };
  expect(find({ providers: { p: provider({ m: { model_info } }) } })[0]?.says).toBe(
    'error unknown-key: Keys such as $secret mean something to Regent only.',
  );
});

test('a provider without key is said once, in the file that speaks of it, with the remedy', () => {
  const interfaces = { openai: null, anthropic: null };
  const hint = 'Add the key to config.local.json, or enter it in Regent and enable them there.';
  const says = (name: string) =>
    `warning provider-without-key: Provider "${name}" has no api_key in either file; its credentials and models are staged as disabled.`;
  expect(
    find(
      { providers: { p: { interfaces, api_key: '' }, q: { interfaces, api_key: 'key' }, r: {} } },
      { providers: { s: { interfaces } } },
    ),
  ).toEqual([
    { at: 'config.json:3 providers.p', says: says('p'), hint, pointer: '/providers/p' },
    { at: 'config.local.json:3 providers.s', says: says('s'), hint, pointer: '/providers/s' },
  ]);
});

test('a parameter that is always derived is named at each place that writes it, not where it is inherited', () => {
  const own = { litellm_params: { model: 'x', litellm_credential_name: 'y', timeout: 3 } };
  const found = find(
    { providers: { p: provider({ m: own, n: {} }), child: { $extend: 'p', api_key: 'other' } } },
    { providers: { p: { interfaces: { openai: { models: { l: { litellm_params: { model: 'z' } } } } } } } },
  );
  const at = 'providers.p.interfaces.openai.models';
  const words = 'is always derived from provider, interface and map key; this one is left out.';
  expect(found.map((one) => `${one.at} ${one.says}`)).toEqual([
    `config.json:10 ${at}.m.litellm_params.model warning model-param-ignored: model ${words}`,
    `config.json:11 ${at}.m.litellm_params.litellm_credential_name warning model-param-ignored: litellm_credential_name ${words}`,
    `config.local.json:9 ${at}.l.litellm_params.model warning model-param-ignored: model ${words}`,
  ]);
});

test('inheritance that leads nowhere or round is told with its way, and nothing else is said', () => {
  const aliases = { lost: 'nowhere' };
  expect(find({ aliases, providers: { a: { $extend: 'ghost' } } }).map(({ at, says }) => `${at} ${says}`)).toEqual([
    'config.json:7 providers.a.$extend error extend-unknown: There is no provider "ghost".',
  ]);
  const providers = { start: { $extend: 'a' }, a: { $extend: 'b' }, b: { $extend: 'a' } };
  expect(find({ aliases, providers }).map(({ says }) => says)).toEqual([
    'error extend-cycle: Providers extend each other in a circle: a -> b -> a.',
  ]);
});

test('an alias that leads nowhere, round, or over another is told where it is written', () => {
  const models = provider({ gpt: {}, 'openai/*': {} });
  const found = find(
    {
      providers: { p: models },
      aliases: { one: 'gpt', two: 'one', lost: 'ghost', led: 'lost', x: 'y', y: 'x', wild: 'openai/o3' },
    },
    { aliases: { three: 'two', away: 'openai' } },
  );
  expect(found.map(({ at, says }) => `${at} ${says}`)).toEqual([
    'config.json:17 aliases.two warning alias-chain: Aliases resolve one level only; rendered as "gpt".',
    'config.json:18 aliases.lost error dangling-alias: There is no model group "ghost".',
    'config.json:20 aliases.x error alias-cycle: This alias leads back to itself.',
    'config.local.json:3 aliases.three warning alias-chain: Aliases resolve one level only; rendered as "gpt".',
    'config.local.json:4 aliases.away error dangling-alias: There is no model group "openai".',
  ]);
});

test('a pattern answers for what begins and ends as it does', () => {
  const aliases = { a: 'eu-gpt-mini', b: 'eu-gpt', c: 'gpt-mini' };
  const says = find({ providers: { p: provider({ 'eu-*-mini': {} }) }, aliases }).map(({ at }) => at.split(' ')[1]);
  expect(says).toEqual(['aliases.b', 'aliases.c']);
});

test('fallbacks to nothing are told at the name, in the file whose list counts', () => {
  const providers = { p: provider({ gpt: {} }) };
  const fallbacks = [{ gpt: ['ghost', 'short'] }, { nobody: ['gpt'] }];
  const aliases = { short: 'gpt' };
  expect(find({ providers, aliases, fallbacks }).map(({ at, says }) => `${at} ${says}`)).toEqual([
    'config.json:20 fallbacks[0].gpt[0] error dangling-fallback: There is no model group "ghost".',
    'config.json:25 fallbacks[1].nobody error dangling-fallback: There is no model group "nobody".',
  ]);
  expect(
    find({ providers, aliases, fallbacks }, { fallbacks: [{ gpt: ['short', 'phantom'] }] }).map(({ at }) => at),
  ).toEqual(['config.local.json:6 fallbacks[0].gpt[1]']);
});

test('$base stands for what the first file says of the same source, and alone for nothing it is no rule', () => {
  const providers = { p: provider({ a: {}, b: {}, c: {} }) };
  const declared = (base: JsonObject[], local: JsonObject[]) =>
    resolveDeclarative({
      config: text({ providers, fallbacks: base }),
      local: text({ fallbacks: local }),
    }).declared?.fallbacks.map(({ source, targets }) => ({ [source]: targets }));
  expect(declared([{ a: ['b', '$base'] }], [{ a: ['c', '$base'] }])).toEqual([{ a: ['c', 'b'] }]);
  expect(declared([{ a: ['b'] }], [{ b: ['$base'] }, { c: ['$base', 'a'] }])).toEqual([{ c: ['a'] }]);
  expect(declared([{ a: ['b'] }], [])).toEqual([]);
});
