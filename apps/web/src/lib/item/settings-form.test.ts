import { singletonKinds } from '@regent/core';
import { expect, test } from 'vitest';
import { formOf } from './settings-form.ts';

test('no two fields of one form have the same name', () => {
  for (const kind of singletonKinds) {
    const labels = formOf(kind, {}).map(({ label }) => label);
    expect(
      labels.filter((label, index) => labels.indexOf(label) !== index),
      kind,
    ).toEqual([]);
  }
});

const argumentsOf = (saved: object, typed = saved) =>
  formOf('routing', { router_settings: { ...saved } }, { router_settings: { ...typed } }).filter(({ path }) =>
    path.includes('routing_strategy_args'),
  );
const keysOf = (places: ReturnType<typeof argumentsOf>) => places.map(({ path }) => path.at(-1));

test('only the arguments that the typed strategy reads are offered', () => {
  expect(keysOf(argumentsOf({}))).toEqual([]);
  expect(keysOf(argumentsOf({}, { routing_strategy: 'usage-based-routing-v2' }))).toEqual(['ttl']);
  expect(keysOf(argumentsOf({ routing_strategy: 'latency-based-routing' }, {}))).toEqual([]);
});

test('an argument that is set stays in the form, and says when the strategy does not read it', () => {
  const saved = { routing_strategy: 'least-busy', routing_strategy_args: { ttl: 60 } };
  const [ttl] = argumentsOf(saved);
  expect(ttl?.label).toContain('not read by least-busy');
  const [read] = argumentsOf(saved, { ...saved, routing_strategy: 'usage-based-routing' });
  expect(read?.label).not.toContain('not read');
});

test('a strategy that nobody described hides nothing', () => {
  expect(keysOf(argumentsOf({ routing_strategy: 'of-tomorrow' }))).toContain('ttl');
});
