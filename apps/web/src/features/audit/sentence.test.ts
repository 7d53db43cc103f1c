import { expect, test } from 'vitest';
import { fieldEdits, sentenceOf } from './sentence.ts';

test('an act is told in the words of the screens, without ids that nobody knows', () => {
  expect(sentenceOf({ action: 'item.save', subject: 'model gpt 5' })).toEqual({
    verb: 'staged',
    subject: 'deployment gpt 5',
  });
  expect(sentenceOf({ action: 'change.outcome', subject: 'run 0b7c' })).toEqual({ verb: 'ended', subject: 'an Apply' });
  expect(sentenceOf({ action: 'key.block', subject: `virtual key ${'ab'.repeat(32)}` }).subject).toBe(
    'virtual key abababab…',
  );
  expect(sentenceOf({ action: 'new.act', subject: 'x' })).toEqual({ verb: 'new.act', subject: 'x' });
});

test('the fields of an edit are read from its detail, a text and a cut-off one are left as they are', () => {
  const secret = 'secret 1f version 2 digest aabb';
  const detail = JSON.stringify([
    { field: '/litellm_params/rpm', before: 1, after: 2 },
    { field: '', after: secret },
  ]);
  expect(fieldEdits(detail)).toEqual([
    { field: 'litellm_params.rpm', before: '1', after: '2' },
    { field: 'everything', before: '', after: 'secret, version 2 (digest aabb)' },
  ]);
  expect(fieldEdits('until tomorrow: a trial')).toBeNull();
  expect(fieldEdits(detail.slice(0, -9))).toBeNull();
  expect(fieldEdits('{"approvalNeeded":true}')).toBeNull();
});
