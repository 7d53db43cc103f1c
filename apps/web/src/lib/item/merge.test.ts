import { describe, expect, it } from 'vitest';
import { contestedFields, mergeFields } from './merge.ts';

const params = (more: object) => ({ model_name: 'a', litellm_params: { model: 'openai/a', ...more } });

describe('two edits of one deployment', () => {
  const conflict = { base: params({ rpm: 1 }), theirs: params({ rpm: 1, timeout: 30 }) };

  it('differ only in the fields that either of them touched', () => {
    const fields = contestedFields('model', conflict, params({ rpm: 2 }));
    expect(fields.map(({ path, suggestion }) => [path.join('.'), suggestion])).toEqual([
      ['litellm_params.rpm', 'mine'],
      ['litellm_params.timeout', 'theirs'],
    ]);
  });

  it('keep both when each touched another field', () => {
    const fields = contestedFields('model', conflict, params({ rpm: 2 }));
    const merged = mergeFields(
      conflict.theirs,
      fields.filter(({ suggestion }) => suggestion === 'mine'),
    );
    expect(merged).toEqual(params({ rpm: 2, timeout: 30 }));
  });

  it('remove a field where mine was chosen and mine removed it', () => {
    const fields = contestedFields('model', conflict, params({}));
    expect(mergeFields(conflict.theirs, fields)).toEqual(params({}));
  });
});
