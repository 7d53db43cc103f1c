import { InvalidArgumentError } from 'commander';

const seconds = { s: 1, m: 60, h: 3_600 } as const;

/** `90s`, `2m`, `1h` as seconds, for commander. @throws InvalidArgumentError */
export function durationSeconds(text: string): number {
  const [, count, unit] = /^(\d+)([smh])$/.exec(text) ?? [];
  if (count === undefined || !(unit === 's' || unit === 'm' || unit === 'h'))
    throw new InvalidArgumentError('A time like 90s, 2m or 1h is wanted.');
  return Number(count) * seconds[unit];
}
