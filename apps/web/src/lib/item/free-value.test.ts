import { expect, it } from 'vitest';
import { jsonToText, textToJson } from './free-value.ts';

it('every value comes back equal from its text', () => {
  for (const value of [
    'plain',
    '3',
    'true',
    'null',
    '{x',
    '',
    ' padded ',
    3,
    1e-7,
    true,
    null,
    [1, 'a'],
    { a: { b: [] } },
  ]) {
    if (value === '') continue; // blank text is how a form says "absent"
    expect(textToJson(jsonToText(value))).toEqual({ ok: true, value });
  }
});

it('blank is absent, half-written maps are not taken', () => {
  expect(textToJson('  ')).toEqual({ ok: true, value: undefined });
  expect(textToJson('{ "a": ')).toEqual({ ok: false });
});
