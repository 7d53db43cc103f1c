import { describe, expect, it } from 'vitest';
import { withoutTypedSecrets, withPlaceholders } from './secret-stash.ts';

const before = { litellm_params: { model: 'openai/a', api_key: { $secret: 'id', version: 1 } } };
const typed = {
  litellm_params: { model: 'openai/b', api_key: { $newSecret: 'sk-live' }, headers: [{ $newSecret: 'other' }] },
};

describe('a typed secret', () => {
  it('is never kept in the tab: what was stored before takes its place', () => {
    const kept = withoutTypedSecrets(typed, before);
    expect(JSON.stringify(kept)).not.toMatch(/sk-live|other/);
    expect(kept).toMatchObject({ litellm_params: { model: 'openai/b', api_key: { $secret: 'id', version: 1 } } });
  });

  it('is never part of a check', () => {
    expect(JSON.stringify(withPlaceholders(typed))).not.toMatch(/sk-live|other/);
    expect(withPlaceholders(before)).toEqual(before);
  });
});
