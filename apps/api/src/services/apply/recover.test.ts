import { expect, test } from 'vitest';
import { recoveryOf } from './recover.ts';

const hashes = { baseHash: 'base', artifactHash: 'ours' };

test.each([
  ['plan', 'base', { action: 'close' }],
  ['render', 'base', { action: 'close' }],
  ['validate', 'other', { action: 'close' }],
  ['check', 'base', { action: 'close' }],
  ['write', 'base', { action: 'close' }],
  ['write', 'ours', { action: 'continue', from: 'commit' }],
  ['write', 'other', { action: 'drift' }],
  ['write', null, { action: 'drift' }],
  ['commit', 'ours', { action: 'continue', from: 'commit' }],
  ['commit', 'other', { action: 'drift' }],
  ['reload', 'ours', { action: 'continue', from: 'reload' }],
  ['verify', 'ours', { action: 'continue', from: 'reload' }],
] as const)('a run that died at %s with the %s file', (step, file, expected) => {
  expect(recoveryOf({ step, ...hashes }, file)).toMatchObject(expected);
});

test('a run whose artifact is the file that was there already goes on with the commit', () => {
  expect(recoveryOf({ step: 'write', baseHash: 'same', artifactHash: 'same' }, 'same')).toMatchObject({
    from: 'commit',
  });
});
