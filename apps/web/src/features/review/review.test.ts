import type { ItemChange, ReviewView } from '@regent/core';
import { describe, expect, it } from 'vitest';
import { blockedBecause, confirmed, neededConfirmations } from './confirmations.ts';
import { byEffect, movedSince } from './effects.ts';
import { gateClosed } from './gate-state.ts';

const change = (kind: ItemChange['kind'], key: string, more: Partial<ItemChange> = {}): ItemChange => ({
  ...{
    kind,
    key,
    name: key,
    flag: 'changed',
    author: 'ann',
    stagedAt: '2026-01-01T00:00:00Z',
    version: 1,
    fields: [],
    before: null,
    after: null,
  },
  ...more,
});
const review = (more: Partial<ReviewView>) =>
  ({ shrinkGuard: false, diagnostics: [], models: { before: 10, after: 2, removed: [] }, ...more }) as ReviewView;
const accepted = {
  verdict: 'accepted',
  deployments: 2,
  dropped: [],
  warnings: [],
  skipped: [],
  durationMs: 5,
} as const;

describe('a review', () => {
  it('leads with what answers, and with what goes away', () => {
    const groups = byEffect([
      change('cache', '_'),
      change('model', 'a', { flag: 'new' }),
      change('model', 'b', { flag: 'deleted' }),
      change('fallback', 'f'),
    ]);
    expect(groups.map(({ effect }) => effect)).toEqual(['What answers', 'Failure behaviour', 'Everything else']);
    expect(groups[0]?.changes.map(({ key }) => key)).toEqual(['b', 'a']);
  });

  it('says what moved since it was opened', () => {
    const moved = movedSince(
      [change('model', 'a'), change('model', 'b')],
      [change('model', 'a', { version: 2 }), change('model', 'c')],
    );
    expect(moved).toEqual(['c was staged by ann', 'b is not staged any more', 'a was edited by ann']);
  });
});

describe('Apply', () => {
  it('wants the number of models typed when the shrink guard asks', () => {
    const needed = neededConfirmations(review({ shrinkGuard: true }), accepted);
    expect(confirmed(needed, { shrink: '3' })).toBe(false);
    expect(confirmed(needed, { shrink: ' 2 ' })).toBe(true);
  });

  it('wants insisting typed when the engine refuses or would drop a deployment', () => {
    expect(
      neededConfirmations(review({}), { verdict: 'refused', reason: 'no', warnings: [], durationMs: 1 }),
    ).toHaveLength(1);
    expect(neededConfirmations(review({}), { ...accepted, dropped: ['m1'] })).toHaveLength(1);
    expect(neededConfirmations(review({}), accepted)).toHaveLength(0);
    const diagnostics = [{ severity: 'error' as const, code: 'x', path: '', pointer: '', message: 'wrong' }];
    expect(neededConfirmations(review({ diagnostics }), { ...accepted, dropped: ['m1'] })).toHaveLength(0);
  });

  it('cannot be pressed with errors, on a stale plan, or before the engine answered', () => {
    const rest = { nothing: false, looking: false, gate: null };
    const fine = { stale: false, errors: false, engine: accepted, confirmed: true, ...rest };
    expect(blockedBecause(fine)).toBeNull();
    expect(blockedBecause({ ...fine, stale: true })).not.toBeNull();
    expect(blockedBecause({ ...fine, errors: true })).not.toBeNull();
    expect(blockedBecause({ ...fine, engine: null })).not.toBeNull();
    expect(blockedBecause({ ...fine, confirmed: false })).not.toBeNull();
    expect(blockedBecause({ ...fine, nothing: true })).not.toBeNull();
    expect(blockedBecause({ ...fine, gate: 'Changes are frozen' })).not.toBeNull();
  });
});

it('keeps an Apply back in a freeze, without approval, and when who approved wants to apply it', () => {
  const by = (...people: string[]) => people.map((person) => ({ person, at: '2026-01-01T00:00:00Z' }));
  const approval = (...people: string[]) => ({ by: by(...people), authors: ['ann'], mayApprove: false });
  const closed = (...people: string[]) => gateClosed({ freeze: null, approval: approval(...people) }, 'bob');
  expect(closed()).toContain('approve first');
  expect(closed('bob')).toContain('somebody else applies');
  expect(closed('bob', 'eve')).toBeNull();
  expect(gateClosed({ freeze: null, approval: null }, 'bob')).toBeNull();
  const freeze = { name: 'fair', setBy: '', until: '2026-01-02T00:00:00Z' };
  expect(gateClosed({ freeze, approval: approval('eve') }, 'bob')).toContain('frozen');
});
