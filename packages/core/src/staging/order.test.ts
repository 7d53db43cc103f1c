import { expect, test } from 'vitest';
import { type Item, positionedKinds, SINGLETON_KEY } from '../item.ts';
import { compareItems, effective } from './effective.ts';
import type { StagedItem } from './flag.ts';

const item = (kind: Item['kind'], key: string, position?: string): Item => ({
  kind,
  key,
  data: { at: key },
  ...(position ? { position } : {}),
});
const staged = (flag: 'new' | 'changed', edited: Item): StagedItem => ({ ...edit(edited), flag, item: edited });
const removed = (edited: Item): StagedItem => ({ ...edit(edited), flag: 'deleted', item: null });
const edit = ({ kind, key }: Item) => ({
  kind,
  key,
  version: 1,
  author: 'a',
  stagedAt: '2026-01-01T00:00:00Z',
  baseRevision: 1,
});

test('list kinds have a place, and these kinds are lists', () => {
  expect([...positionedKinds].sort()).toEqual([
    'agent',
    'credential',
    'fallback',
    'guardrail',
    'model',
    'pass_through_endpoint',
    'prompt',
    'search_tool',
    'vector_store',
  ]);
  expect(SINGLETON_KEY).toBe('_');
});

test('items are ordered by kind, then place, then key; kinds without a place by key alone', () => {
  const sorted = (...items: Item[]) => items.sort(compareItems).map(({ kind, key }) => `${kind}/${key}`);
  expect(sorted(item('model', 'b', 'a0'), item('alias', 'z'), item('model', 'a', 'a1'))).toEqual([
    'alias/z',
    'model/b',
    'model/a',
  ]);
  expect(sorted(item('model', 'b', 'a0'), item('model', 'a', 'a0'))).toEqual(['model/a', 'model/b']);
  expect(sorted(item('alias', 'b', 'a0'), item('alias', 'a', 'a9'))).toEqual(['alias/a', 'alias/b']);
  expect(sorted(item('model', 'b', 'a0'), item('model', 'a'))).toEqual(['model/a', 'model/b']);
  expect(compareItems(item('model', 'a', 'a0'), item('model', 'a', 'a0'))).toBe(0);
});

test('what is staged lies over what is applied: new comes, changed replaces, deleted goes', () => {
  const [kept, old, gone] = [item('model', 'kept', 'a0'), item('model', 'old', 'a1'), item('model', 'gone', 'a2')];
  const changed = { ...old, data: { at: 'changed' } };
  const fresh = item('model', 'fresh', 'Zz');
  expect(effective([gone, old, kept], [staged('changed', changed), removed(gone), staged('new', fresh)])).toEqual([
    fresh,
    kept,
    changed,
  ]);
  expect(effective([old], [removed(item('alias', 'old'))])).toEqual([old]);
});
