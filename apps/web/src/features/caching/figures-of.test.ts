import type { StoreStats } from '@regent/core';
import { expect, test } from 'vitest';
import { figuresOf } from './figures-of.ts';

const silent: StoreStats = {
  ...{ server: null, usedBytes: null, peakBytes: null, limitBytes: null, hits: null, misses: null },
  ...{ evicted: null, expired: null, keys: null, clients: null, uptimeSeconds: null },
};

test('a store that tells nothing gives no figures, and one that nobody asked gives no share', () => {
  expect(figuresOf(silent, null)).toEqual([]);
  expect(figuresOf({ ...silent, hits: 0, misses: 0 }, null)).toEqual([]);
});

test('the share of what was found is of all look-ups, and memory is held against its limit', () => {
  const figures = figuresOf({ ...silent, hits: 3, misses: 1, usedBytes: 2_000_000, limitBytes: 8_000_000 }, 0.42);
  expect(figures).toEqual([
    ['Round trip', '0.4 ms', ''],
    ['Found', '75.0 %', 'of 4 look-ups'],
    ['Memory', '2 MB', 'of 8 MB'],
  ]);
});
