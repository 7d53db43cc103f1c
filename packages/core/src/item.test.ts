import { expect, test } from 'vitest';
import {
  entryKinds,
  isSingleton,
  itemId,
  itemKinds,
  itemName,
  positionedKinds,
  SINGLETON_KEY,
  singletonKinds,
} from './item.ts';
import { actorName } from './access/role.ts';
import { hasError } from './diagnostic.ts';
import { AppError, errorTable } from './error.ts';

test('every kind is an entry or a singleton, never both, and only entries have a place', () => {
  expect(new Set(itemKinds).size).toBe(entryKinds.length + singletonKinds.length);
  for (const kind of positionedKinds) expect(isSingleton(kind)).toBe(false);
  expect(isSingleton('routing')).toBe(true);
});

test('items are called by their public name, else by their kind or key', () => {
  expect(itemName({ kind: 'model', key: 'k', data: { model_name: 'gpt' } })).toBe('gpt');
  expect(itemName({ kind: 'credential', key: 'k', data: { credential_name: 'c' } })).toBe('c');
  expect(itemName({ kind: 'guardrail', key: 'k', data: { guardrail_name: 'g' } })).toBe('g');
  expect(itemName({ kind: 'search_tool', key: 'k', data: { search_tool_name: 's' } })).toBe('s');
  expect(itemName({ kind: 'vector_store', key: 'k', data: { vector_store_name: 'v' } })).toBe('v');
  expect(itemName({ kind: 'prompt', key: 'k', data: { prompt_id: 'p' } })).toBe('p');
  expect(itemName({ kind: 'agent', key: 'k', data: { agent_name: 'a' } })).toBe('a');
  expect(itemName({ kind: 'pass_through_endpoint', key: 'k', data: { path: '/x' } })).toBe('/x');
  expect(itemName({ kind: 'alias', key: 'k', data: { name: 'n' } })).toBe('n');
  expect(itemName({ kind: 'fallback', key: 'k', data: { source: 'from' } })).toBe('from');
  expect(itemName({ kind: 'fallback', key: 'k', data: {} })).toBe('default');
  expect(itemName({ kind: 'routing', key: SINGLETON_KEY, data: {} })).toBe('routing');
  expect(itemName({ kind: 'model', key: 'k', data: { model_name: 4 } })).toBe('k');
  expect(itemId({ kind: 'model', key: 'k' })).toBe('model/k');
});

test('actors have a name for people', () => {
  expect(actorName({ type: 'account', id: '1', email: 'a@example.com', role: 'proxy_admin' })).toBe('a@example.com');
  expect(actorName({ type: 'token', id: '1', name: 'ci', role: 'proxy_admin' })).toBe('token ci');
  expect(actorName({ type: 'system', name: 'recovery' })).toBe('recovery');
});

test('only an error stops', () => {
  const finding = { code: 'x', path: '', pointer: '', message: '' };
  expect(hasError([])).toBe(false);
  expect(
    hasError([
      { ...finding, severity: 'warning' },
      { ...finding, severity: 'info' },
    ]),
  ).toBe(false);
  expect(
    hasError([
      { ...finding, severity: 'warning' },
      { ...finding, severity: 'error' },
    ]),
  ).toBe(true);
});

test('every error has a sentence, a remedy and an HTTP status', () => {
  for (const [code, { status, message, hint }] of Object.entries(errorTable)) {
    expect(status, code).toBeGreaterThanOrEqual(400);
    expect(message, code).toMatch(/\.$/);
    expect(hint, code).toMatch(/\.$/);
  }
  const error = new AppError('in-use', { detail: 'gpt uses it', data: [1], cause: 'inside' });
  expect(error).toMatchObject({
    code: 'in-use',
    message: 'gpt uses it',
    detail: 'gpt uses it',
    data: [1],
    name: 'AppError',
    cause: 'inside',
  });
  expect(new AppError('in-use').message).toBe(errorTable['in-use'].message);
});
