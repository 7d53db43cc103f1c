import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import { publicError } from './public-error.ts';

const failed = (data: unknown) =>
  TRPCClientError.from({ error: { code: -32_603, message: 'The name is taken.', data } } as never);

test('a public error keeps code, sentence, remedy, request and data', () => {
  const error = failed({ code: 'name-taken', hint: 'Choose another one.', requestId: 'r1', data: { name: 'x' } });
  expect(publicError(error)).toEqual({
    code: 'name-taken',
    message: 'The name is taken.',
    hint: 'Choose another one.',
    requestId: 'r1',
    data: { name: 'x' },
  });
});

test('what an error says beyond its sentence is part of it, once', () => {
  const more = (detail: string) => publicError(failed({ code: 'name-taken', hint: '', detail })).message;
  expect(more('Two items are called x.')).toBe('The name is taken. Two items are called x.');
  expect(more('The name is taken.')).toBe('The name is taken.');
});

test('a Regent that does not answer has a sentence of its own, and the cause in brackets', () => {
  expect(publicError(new TypeError('fetch failed'))).toMatchObject({
    code: 'unreachable',
    message: 'Regent does not answer.',
  });
  expect(publicError(new TypeError('fetch failed')).hint).toContain('fetch failed');
  expect(publicError(failed({ httpStatus: 502 })).code).toBe('unreachable');
});
