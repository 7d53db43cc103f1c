import type { ItemView } from '@regent/core';
import { createRoot } from 'solid-js';
import { describe, expect, it, vi } from 'vitest';
import { createDraft, originOf, shortValue } from './draft.ts';

const view: ItemView = {
  kind: 'model',
  key: 'm1',
  name: 'gpt-5',
  applied: { litellm_params: { tpm: 300_000, rpm: 10 } },
  appliedRevision: 31,
  staged: { litellm_params: { tpm: 450_000, rpm: 10 } },
  flag: 'changed',
  data: { litellm_params: { tpm: 450_000, rpm: 10 } },
  position: null,
  version: 3,
  stagedBy: 'ann@example.org',
  stagedAt: null,
};
const draftOf = (of: ItemView | null) =>
  createRoot(() =>
    createDraft({ kind: 'model', stashKey: () => 'model/m1', view: () => of, initial: () => of?.data ?? {} }),
  );

describe('a draft', () => {
  it('of an unchanged item has nothing to save', () => {
    const draft = draftOf(view);
    expect(draft.dirty()).toBe(false);
    expect(draft.data()).toEqual(view.data);
  });

  it('typed and typed back has nothing to save', () => {
    const draft = draftOf(view);
    draft.set(['litellm_params', 'rpm'], 11);
    expect(draft.dirty()).toBe(true);
    draft.set(['litellm_params', 'rpm'], 10);
    expect(draft.dirty()).toBe(false);
  });

  it('holds from its first moment what was typed before a reload', () => {
    const kept = new Map<string, string>();
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
      removeItem: (key: string) => kept.delete(key),
    });
    draftOf(view).set(['litellm_params', 'rpm'], 11);
    // A control that is made in the same moment reads it once, and would show the saved value beside a dirty form.
    expect(createRoot(() => draftOf(view).get(['litellm_params', 'rpm']))).toBe(11);
    vi.unstubAllGlobals();
  });

  it('remembers the version that typing started from', () => {
    let current = view;
    const draft = createRoot(() =>
      createDraft({ kind: 'model', stashKey: () => 'model/m1', view: () => current, initial: () => current.data }),
    );
    draft.set(['litellm_params', 'rpm'], 11);
    current = { ...view, version: 4 };
    expect(draft.baseVersion()).toBe(3);
  });
});

describe('the origin of a field', () => {
  it('is staged where the edit differs from what applies, and says what it was', () => {
    expect(originOf(view, ['litellm_params', 'tpm'], 450_000, undefined)).toMatchObject({
      state: 'staged',
      text: 'Staged · was 300,000',
      applied: 300_000,
    });
  });

  it('is applied where a staged item leaves it alone', () => {
    expect(originOf(view, ['litellm_params', 'rpm'], 10, undefined)).toMatchObject({
      state: 'applied',
      text: 'Revision 31',
    });
  });

  it('is typed before it is saved', () => {
    expect(originOf(view, ['litellm_params', 'rpm'], 12, undefined)).toMatchObject({ state: 'typed', before: 10 });
  });

  it('is the default where nothing is set', () => {
    expect(originOf(view, ['litellm_params', 'timeout'], undefined, 600)).toEqual({
      state: 'default',
      text: 'Default: 600',
    });
  });

  it('never shows a secret', () => {
    expect(shortValue({ $newSecret: 'sk-live' })).toBe('a stored secret');
    expect(shortValue({ $secret: 'id', version: 1 })).toBe('a stored secret');
  });
});
