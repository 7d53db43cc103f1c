import { expect, test } from 'vitest';
import { floatText, parseFloatText, parseInteger, parseTimestamp } from './scalar.ts';

const time = (text: string) => parseTimestamp(text)?.value ?? null;

test('integers are read in every base that Python knows, and anything else is none', () => {
  const values = {
    '+1_000': 1000,
    '-0b101': -5,
    '0b0': 0,
    '010': 8,
    '00': 0,
    '0': 0,
    '0o17': 15,
    '0xFf': 255,
    '1:30:05': 5405,
    '-1:30': -90,
    ' 7 ': 7,
  };
  for (const [text, value] of Object.entries(values)) expect(parseInteger(text), text).toBe(value);
  for (const text of ['0b12', '0b07', '08', '0o8', '0xg', '1:', ':1', '', '-', '1.0', '1e3', 'x0b1'])
    expect(parseInteger(text), text).toBeNull();
});

test('an integer beyond what a number holds exactly stays a text', () => {
  expect(parseInteger('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER);
  expect(parseInteger('9007199254740992')).toEqual({ $yaml: 'int', value: '9007199254740992' });
  expect(parseInteger('-9007199254740991')).toBe(Number.MIN_SAFE_INTEGER);
  expect(parseInteger('-9007199254740992')).toEqual({ $yaml: 'int', value: '-9007199254740992' });
});

test('floats keep their sign, their infinity and that they are floats', () => {
  expect(parseFloatText('-.5')).toBe(-0.5);
  expect(parseFloatText('1_0.25')).toBe(10.25);
  expect(parseFloatText('5.')).toEqual({ $yaml: 'float', value: '5.0' });
  expect(parseFloatText('1:30.5')).toBe(90.5);
  expect(parseFloatText('-1:00.0')).toEqual({ $yaml: 'float', value: '-60.0' });
  expect(parseFloatText('.inf')).toEqual({ $yaml: 'float', value: 'inf' });
  expect(parseFloatText('-.INF')).toEqual({ $yaml: 'float', value: '-inf' });
  expect(parseFloatText('.NaN')).toEqual({ $yaml: 'float', value: 'nan' });
  expect(parseFloatText('-0.0')).toEqual({ $yaml: 'float', value: '-0.0' });
  for (const text of ['', '.', 'e5', '1e', '1.2.3', 'nano']) expect(parseFloatText(text), text).toBeNull();
});

test('a float is written as Python prints it', () => {
  const written = [
    [0, '0.0'],
    [-0, '-0.0'],
    [3, '3.0'],
    [0.0001, '0.0001'],
    [0.00009, '9e-05'],
    [1e15, '1000000000000000.0'],
    [1e16, '1e+16'],
    [-1.5e300, '-1.5e+300'],
    [Number.NaN, 'nan'],
    [Number.POSITIVE_INFINITY, 'inf'],
    [Number.NEGATIVE_INFINITY, '-inf'],
  ] as const;
  for (const [value, text] of written) expect(floatText(value)).toBe(text);
});

test('a date is one of the calendar, leap years as Gregory made them', () => {
  expect(parseTimestamp('2026-3-9')).toEqual({ $yaml: 'date', value: '2026-03-09' });
  for (const day of ['2024-02-29', '2000-02-29', '2026-12-31', '2026-01-31', '2026-04-30', '0001-01-01'])
    expect(time(day), day).toBe(day);
  for (const day of [
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-01-32',
    '2026-01-00',
    '0000-01-01',
    '26-01-01',
  ])
    expect(time(day), day).toBeNull();
});

test('a time is one of the day, with parts of a second as far as Python keeps them', () => {
  expect(time('2026-01-02T03:04:05')).toBe('2026-01-02T03:04:05');
  expect(time('2026-1-2 3:04:05')).toBe('2026-01-02T03:04:05');
  expect(time('2026-01-02\t23:59:59.')).toBe('2026-01-02T23:59:59');
  expect(time('2026-01-02t00:00:00.5')).toBe('2026-01-02T00:00:00.500000');
  expect(time('2026-01-02 00:00:00.1234567')).toBe('2026-01-02T00:00:00.123456');
  expect(time('2026-01-02 00:00:00.0000001')).toBe('2026-01-02T00:00:00');
  for (const bad of ['24:00:00', '00:60:00', '00:00:60', '25:61:61']) expect(time(`2026-01-02 ${bad}`), bad).toBeNull();
});

test('a zone is written with hours and minutes, and what is Greenwich as +00:00', () => {
  const zone = (text: string) => time(`2026-01-02 03:04:05${text}`)?.toString().slice('2026-01-02T03:04:05'.length);
  expect(['', 'Z', ' Z', '+0', '-00:00', '+00:30', '-5', '+5:45', '-10:00'].map(zone)).toEqual([
    '',
    ...['+00:00', '+00:00', '+00:00', '+00:00'],
    ...['+00:30', '-05:00', '+05:45', '-10:00'],
  ]);
});
