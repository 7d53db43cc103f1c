import { expect, test } from 'vitest';
import {
  any,
  boolean,
  choice,
  choices,
  cron,
  define,
  duration,
  integer,
  list,
  map,
  mapOf,
  number,
  openMap,
  secret,
  text,
  texts,
} from './key-spec.ts';

const one = (key: string, draft: Parameters<typeof define>[2][string]) =>
  define('routing', 'router_settings', { [key]: draft })[0];

test('a draft becomes a key with its place, owner and label', () => {
  expect(one('num_retries', integer('How often.', { default: 2 }))).toEqual({
    type: 'integer',
    help: 'How often.',
    default: 2,
    path: 'router_settings.num_retries',
    key: 'num_retries',
    kind: 'routing',
    label: 'Num retries',
  });
  expect(define('model', '', { model_list: any('x') })[0]?.path).toBe('model_list');
});

test('labels read as words, abbreviations in capitals, a label of its own wins', () => {
  expect(one('redis_url', text('x'))?.label).toBe('Redis URL');
  expect(one('default_in_memory_ttl', text('x'))?.label).toBe('Default in memory TTL');
  expect(one('rpm', integer('x'))?.label).toBe('RPM');
  expect(one('x', text('x', { label: 'Mine' }))?.label).toBe('Mine');
});

test.each([
  [boolean('x'), 'boolean'],
  [integer('x'), 'integer'],
  [number('x'), 'number'],
  [text('x'), 'text'],
  [secret('x'), 'secret'],
  [duration('x'), 'duration'],
  [cron('x'), 'cron'],
  [any('x'), 'any'],
  [choice(['a'], 'x'), 'enum'],
  [list(text('y'), 'x'), 'list'],
  [texts('x'), 'list'],
  [choices(['a'], 'x'), 'list'],
  [map({}, 'x'), 'map'],
  [mapOf(text('y'), 'x'), 'map'],
  [openMap('x'), 'map'],
] as const)('%j is of its type and keeps its help', (draft, type) => {
  expect(draft).toMatchObject({ type, help: 'x' });
});

test('lists and maps carry the shape of what they hold, with its path', () => {
  expect(one('a', list(integer('y'), 'x'))?.each).toMatchObject({
    path: 'router_settings.a.*',
    key: '*',
    type: 'integer',
  });
  expect(one('a', mapOf(text('y'), 'x'))?.each).toMatchObject({ path: 'router_settings.a.*', type: 'text' });
  expect(one('a', map({ b: boolean('y') }, 'x'))?.fields).toMatchObject([
    { path: 'router_settings.a.b', key: 'b', type: 'boolean' },
  ]);
  expect(one('a', choices(['p', 'q'], 'x'))?.each).toMatchObject({ type: 'enum', values: ['p', 'q'], help: 'Entry.' });
  expect(one('a', texts('x', { strict: true }))?.each).toMatchObject({ type: 'text', help: 'Entry.', strict: true });
  expect(one('a', texts('x'))?.each).not.toHaveProperty('strict');
  expect(one('a', openMap('x'))).toMatchObject({ open: true });
  expect(one('a', boolean('x'))).not.toHaveProperty('fields');
  expect(one('a', boolean('x'))).not.toHaveProperty('each');
});
