import type { IgnoredDrift } from '@regent/core';
import { type Database, getSetting } from '@regent/db';
import { z } from 'zod';

/** Setting that names the drift which a person has decided to live with for a time. */
export const IGNORED = 'drift.ignored';

/** `what` names exactly what was seen: another edit of the file is another drift. */
export const Ignored = z.object({
  what: z.string(),
  text: z.string(),
  until: z.iso.datetime(),
  reason: z.string(),
  by: z.string(),
});
export type Ignored = z.infer<typeof Ignored>;

/** What is ignored at `now`; null when nothing is, or its time is over. */
export async function ignoredAt(db: Database, now: Date): Promise<(IgnoredDrift & { readonly what: string }) | null> {
  const read = Ignored.safeParse(await getSetting(db, IGNORED));
  return read.success && Date.parse(read.data.until) > now.getTime() ? read.data : null;
}
