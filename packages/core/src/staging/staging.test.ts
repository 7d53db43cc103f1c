import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Item, itemId, itemKinds } from '../item.ts';
import type { Json, JsonObject } from '../json.ts';
import { effective } from './effective.ts';
import type { StagedItem } from './flag.ts';
import { rebase } from './rebase.ts';
import { type Current, discard, type Edit, stageDelete, stageSave } from './save.ts';

const data = fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<Json>) as fc.Arbitrary<JsonObject>;
const item: fc.Arbitrary<Item> = fc.record({
  kind: fc.constantFrom(...itemKinds),
  key: fc.constantFrom('_', 'a', 'b'),
  data,
});
const edit = (expectedVersion: number | null): Edit => ({
  author: 'anna',
  at: '2026-01-01T00:00:00Z',
  baseRevision: 4,
  expectedVersion,
});

function staged(current: Current, intended: Item): StagedItem | null {
  const result = stageSave(current, intended, edit(current.staged?.version ?? null));
  return result.outcome === 'staged' ? result.staged : null;
}

test('saving an unchanged item stages nothing, for every kind', () => {
  fc.assert(
    fc.property(item, (applied) => {
      const copy = structuredClone(applied);
      expect(stageSave({ applied, staged: null }, copy, edit(null))).toEqual({ outcome: 'unchanged' });
    }),
  );
});

test('an edit that goes back to the applied value vanishes', () => {
  fc.assert(
    fc.property(item, data, (applied, other) => {
      const changed = staged({ applied, staged: null }, { ...applied, data: { ...other, $marker: 1 } });
      expect(stageSave({ applied, staged: changed }, applied, edit(1))).toEqual({ outcome: 'unstaged' });
    }),
  );
});

test('deleting a new item removes it from the staging area; deleting an applied one is staged', () => {
  const fresh: Item = { kind: 'model', key: 'a', data: {} };
  const isNew = staged({ applied: null, staged: null }, fresh);
  expect(isNew?.flag).toBe('new');
  expect(stageDelete({ applied: null, staged: isNew }, fresh, edit(1))).toEqual({ outcome: 'unstaged' });
  expect(stageDelete({ applied: fresh, staged: null }, fresh, edit(null))).toMatchObject({
    outcome: 'staged',
    staged: { flag: 'deleted' },
  });
});

test('a version that somebody else moved on is a conflict, not a lost edit', () => {
  const applied: Item = { kind: 'model', key: 'a', data: { x: 1 } };
  const current = { applied, staged: staged({ applied, staged: null }, { ...applied, data: { x: 2 } }) };
  expect(stageSave(current, { ...applied, data: { x: 3 } }, edit(null))).toEqual({
    outcome: 'conflict',
    current: current.staged,
  });
  expect(stageDelete(current, applied, edit(7)).outcome).toBe('conflict');
  expect(discard(current.staged, 7).outcome).toBe('conflict');
  expect(discard(current.staged, 1)).toEqual({ outcome: 'unstaged' });
});

test('discarding everything that is staged gives the applied items again', () => {
  fc.assert(
    fc.property(fc.uniqueArray(item, { selector: itemId }), (applied) => {
      const ids = (items: readonly Item[]) => items.map(itemId).sort();
      expect(ids(effective(applied, []))).toEqual(ids(applied));
    }),
  );
});

test('after an Apply the frozen rows are gone, newer ones stay on the new revision, equal ones vanish', () => {
  const row = (key: string, version: number, value: number): StagedItem => ({
    kind: 'model',
    key,
    version,
    author: 'anna',
    stagedAt: '2026-01-01T00:00:00Z',
    baseRevision: 4,
    flag: 'changed',
    item: { kind: 'model', key, data: { value } },
  });
  const applied = [row('done', 1, 1), row('newer', 1, 1), row('equal', 1, 1)].map(
    ({ item: committed }) => committed as Item,
  );
  const left = rebase({
    staged: [row('done', 1, 1), row('newer', 2, 2), row('equal', 2, 1)],
    frozen: [row('done', 1, 1), row('newer', 1, 1), row('equal', 1, 1)],
    applied,
    revision: 5,
  });
  expect(left.map(({ key, baseRevision, flag }) => ({ key, baseRevision, flag }))).toEqual([
    { key: 'newer', baseRevision: 5, flag: 'changed' },
  ]);
});

test('a staged edit of an item that the Apply deleted becomes a new item', () => {
  const edited: StagedItem = {
    kind: 'model',
    key: 'a',
    version: 2,
    author: 'x',
    stagedAt: '',
    baseRevision: 4,
    flag: 'changed',
    item: { kind: 'model', key: 'a', data: {} },
  };
  expect(rebase({ staged: [edited], frozen: [], applied: [], revision: 5 })).toMatchObject([
    { flag: 'new', baseRevision: 5 },
  ]);
  const deleted: StagedItem = {
    kind: 'model',
    key: 'a',
    version: 2,
    author: 'x',
    stagedAt: '',
    baseRevision: 4,
    flag: 'deleted',
    item: null,
  };
  expect(rebase({ staged: [deleted], frozen: [], applied: [], revision: 5 })).toEqual([]);
});
