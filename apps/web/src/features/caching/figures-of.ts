import type { StoreStats } from '@regent/core';
import { formatBytes, formatCount, formatDuration, plural } from '../../lib/format.ts';

type Figure = readonly [label: string, value: string, note: string];

/** What the store does not tell is left out; it is not zero. */
export function figuresOf(stats: StoreStats, roundTripMs: number | null): readonly Figure[] {
  const { usedBytes, peakBytes, limitBytes, hits, misses, uptimeSeconds } = stats;
  const asked = (hits ?? 0) + (misses ?? 0);
  const count = (label: string, value: number | null, note = ''): Figure[] =>
    value === null ? [] : [[label, formatCount(value), note]];
  return [
    ...(roundTripMs === null ? [] : [['Round trip', `${roundTripMs.toFixed(1)} ms`, ''] as const]),
    ...(hits === null || misses === null || asked === 0
      ? []
      : [['Found', `${((100 * hits) / asked).toFixed(1)} %`, `of ${plural(asked, 'look-up')}`] as const]),
    ...count('Entries', stats.keys),
    ...(usedBytes === null ? [] : [['Memory', formatBytes(usedBytes), memoryNote(peakBytes, limitBytes)] as const]),
    ...count('Evicted', stats.evicted, stats.evicted === 0 ? '' : 'for want of memory'),
    ...count('Expired', stats.expired),
    ...count('Clients', stats.clients),
    ...(uptimeSeconds === null ? [] : [['Up', upFor(uptimeSeconds), ''] as const]),
  ];
}

function memoryNote(peak: number | null, limit: number | null): string {
  if (limit !== null) return `of ${formatBytes(limit)}`;
  return peak === null ? '' : `at most ${formatBytes(peak)}`;
}

function upFor(seconds: number): string {
  if (seconds < 3_600) return formatDuration(seconds * 1_000);
  return seconds < 172_800 ? `${Math.floor(seconds / 3_600)} h` : `${Math.floor(seconds / 86_400)} days`;
}
