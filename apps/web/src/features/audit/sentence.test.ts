import { expect, test } from 'vitest';
import { fieldEdits, sentenceOf } from './sentence.ts';

test('an act is told in the words of the screens, without ids that nobody knows', () => {
  const told = (action: string, subject: string, detail: string | null = null) =>
    sentenceOf({ actor: 'ann@example.org', action, subject, detail });
  expect(told('item.save', 'model gpt 5', '[{"field":""}]')).toEqual({
    who: 'ann@example.org',
    verb: 'staged',
    subject: 'deployment gpt 5',
    aside: '',
  });
  expect(told('change.outcome', 'run 0b7c', 'live: Revision 1 is live.')).toMatchObject({
    subject: 'an Apply',
    aside: 'Revision 1 is live.',
  });
  expect(told('key.block', `virtual key ${'ab'.repeat(32)}`).subject).toBe('virtual key abababab…');
  expect(told('new.act', 'x')).toMatchObject({ verb: 'new.act', subject: 'x' });
  expect(sentenceOf({ actor: 'apply', action: 'change.outcome', subject: '', detail: null }).who).toBe('Regent');
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
