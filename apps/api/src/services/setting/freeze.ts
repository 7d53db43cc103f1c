import type { FreezeView } from '@regent/core';
import { z } from 'zod';

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** A time in which nothing is applied: every week, or once. A weekly one that ends before it begins ends the next day. */
export const Freeze = z.discriminatedUnion('repeats', [
  z.object({
    repeats: z.literal('weekly'),
    name: z.string().trim().min(1).max(100),
    /** 0 is Sunday. */
    days: z.array(z.int().min(0).max(6)).min(1).max(7),
    from: TimeOfDay,
    to: TimeOfDay,
    setBy: z.string().max(200).default(''),
  }),
  z.object({
    repeats: z.literal('once'),
    name: z.string().trim().min(1).max(100),
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }),
    setBy: z.string().max(200).default(''),
  }),
]);
export type Freeze = z.infer<typeof Freeze>;

/** Names that this runtime knows: `Europe/Berlin`, `UTC`. */
export const TimeZone = z.string().refine((name) => isTimeZone(name), 'No such time zone.');

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** The freeze that holds at `now` and lasts longest; null when changes are free. */
export function freezeAt(freezes: readonly Freeze[], now: Date, timeZone: string): FreezeView | null {
  let found: FreezeView | null = null;
  for (const freeze of freezes) {
    const end = endOf(freeze, now, timeZone);
    if (end === null || (found !== null && Date.parse(found.until) >= end.getTime())) continue;
    found = { name: freeze.name, setBy: freeze.setBy, until: end.toISOString() };
  }
  return found;
}

/** When the freeze that holds at `now` ends; null when it does not hold. */
function endOf(freeze: Freeze, now: Date, timeZone: string): Date | null {
  switch (freeze.repeats) {
    case 'once': {
      const holds = Date.parse(freeze.from) <= now.getTime() && now.getTime() < Date.parse(freeze.to);
      return holds ? new Date(freeze.to) : null;
    }
    case 'weekly': {
      const { day, minute } = localTime(now, timeZone);
      const [from, to] = [minutesOf(freeze.from), minutesOf(freeze.to)];
      const length = to > from ? to - from : to - from + DAY_MINUTES;
      // It may have begun today or, over midnight, yesterday.
      const begun = [0, 1].find((ago) => {
        const since = minute - from + ago * DAY_MINUTES;
        return freeze.days.includes((day - ago + 7) % 7) && since >= 0 && since < length;
      });
      if (begun === undefined) return null;
      const left = length - (minute - from + begun * DAY_MINUTES);
      return new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS + left * MINUTE_MS);
    }
  }
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Day of the week and minute of the day as a clock on that zone's wall shows them. */
function localTime(now: Date, timeZone: string): { day: number; minute: number } {
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  const part = (type: string) => format.formatToParts(now).find((one) => one.type === type)?.value ?? '';
  return { day: weekdays.indexOf(part('weekday')), minute: Number(part('hour')) * 60 + Number(part('minute')) };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}
