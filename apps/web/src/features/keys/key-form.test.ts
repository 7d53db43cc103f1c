import { expect, test } from 'vitest';
import { changesOf, type KeyForm, rebased } from './key-form.ts';

const before: KeyForm = {
  alias: 'bot',
  models: ['a'],
  maxBudget: '5',
  budgetDuration: '30d',
  rpmLimit: '',
  tpmLimit: '1000',
  maxParallelRequests: '',
  duration: '',
};

test('what was not touched is not sent', () => {
  expect(changesOf({ ...before }, before)).toEqual({});
  expect(changesOf({ ...before, alias: 'bot ' }, before)).toEqual({});
});

test('a cleared field clears its limit, a typed one is sent as what it is', () => {
  expect(changesOf({ ...before, maxBudget: '', rpmLimit: '1,200', models: [] }, before)).toEqual({
    maxBudget: null,
    rpmLimit: 1200,
    models: [],
  });
});

test('an expiry is sent only when one is typed, and never takes it away', () => {
  expect(changesOf({ ...before, duration: ' 30d ' }, before)).toEqual({ duration: '30d' });
  expect(changesOf({ ...before, duration: 'never' }, before)).toEqual({ duration: null });
});

test('a number that is none is never sent', () => {
  expect(changesOf({ ...before, rpmLimit: '12 per day' }, before)).toBeNull();
});

test('what somebody else changes while a key is open is not taken back by saving something else', () => {
  const now: KeyForm = { ...before, rpmLimit: '50', models: ['a', 'b'] };
  const form = rebased({ ...before, maxBudget: '9' }, before, now);
  expect(form).toEqual({ ...now, maxBudget: '9' });
  expect(changesOf(form, now)).toEqual({ maxBudget: 9 });
});
