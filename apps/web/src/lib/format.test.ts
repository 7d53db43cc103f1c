import { expect, it } from 'vitest';
import { formatExact, formatMoney, formatPricePerMillion, formatRelative } from './format.ts';

it('a price that is not known is no price of zero', () => {
  expect(formatPricePerMillion(null)).toBe('–');
  expect(formatPricePerMillion(undefined)).toBe('–');
  expect(formatPricePerMillion(0)).toBe('0.00');
});

it('small amounts are not rounded away', () => {
  expect(formatMoney(0.000_123)).toBe('$0.000123');
  expect(formatMoney(0)).toBe('$0.00');
  expect(formatPricePerMillion(0.000_000_002_5)).toBe('0.0025');
});

it('a moment is the same one, in whatever zone it is written', () => {
  const now = Date.parse('2026-03-29T12:00:00Z');
  expect(formatRelative('2026-03-29T11:00:00Z', now)).toBe(formatRelative('2026-03-29T13:00:00+02:00', now));
  expect(formatExact('2026-03-29T11:00:00Z')).toBe(formatExact('2026-03-29T13:00:00+02:00'));
});
