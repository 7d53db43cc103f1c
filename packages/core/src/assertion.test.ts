import { expect, test } from 'vitest';
import { Assertion, starterAssertions, WrittenAssertion } from './assertion.ts';

const fits = (value: unknown) => Assertion.safeParse(value).success;

test('each type wants what it speaks of, and within bounds', () => {
  expect(fits({ type: 'never-reaches', models: ['a'], provider: 'openai' })).toBe(true);
  expect(fits({ type: 'never-reaches', models: [], provider: 'openai' })).toBe(false);
  expect(fits({ type: 'never-reaches', models: ['a'], provider: '  ' })).toBe(false);
  for (const type of ['alias-deployments', 'group-deployments']) {
    expect(fits({ type, atLeast: 1 })).toBe(true);
    for (const atLeast of [0, 101, 1.5, '2']) expect(fits({ type, atLeast })).toBe(false);
  }
  expect(fits({ type: 'only-providers', providers: ['openai'] })).toBe(true);
  expect(fits({ type: 'only-providers', providers: [] })).toBe(false);
  expect(fits({ type: 'priced' })).toBe(true);
  expect(fits({ type: 'has-fallback' })).toBe(true);
  expect(fits({ type: 'something-else' })).toBe(false);
});

test('what somebody wrote down has a label and a gravity, and is on unless switched off', () => {
  const written = { id: 'x', label: ' Mine ', severity: 'error', assertion: { type: 'priced' } };
  expect(WrittenAssertion.parse(written)).toMatchObject({ label: 'Mine', enabled: true });
  expect(WrittenAssertion.safeParse({ ...written, label: ' ' }).success).toBe(false);
  expect(WrittenAssertion.safeParse({ ...written, severity: 'fatal' }).success).toBe(false);
});

test('the ones to begin with are valid, differ, and are switched off', () => {
  expect(starterAssertions.map(({ id }) => id)).toEqual(['priced', 'alias-two', 'has-fallback']);
  for (const one of starterAssertions) expect(WrittenAssertion.parse(one)).toEqual({ ...one, enabled: false });
  expect(starterAssertions.map(({ severity }) => severity)).toEqual(['warning', 'warning', 'info']);
});
