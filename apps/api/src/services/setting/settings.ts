import type { Json } from '@regent/core';
import { type Database, getSetting } from '@regent/db';
import { z } from 'zod';

/** Regent's own settings with their defaults; stored as one row. */
export const Settings = z.object({
  shrinkPercent: z.int().min(0).max(100).default(50),
  readyTimeoutMs: z.int().min(1_000).max(600_000).default(60_000),
  sessionIdleMinutes: z.int().min(5).max(43_200).default(480),
  sessionMaxHours: z.int().min(1).max(2_160).default(168),
});
export type Settings = z.infer<typeof Settings>;

export const SETTINGS_ROW = 'settings';

export async function loadSettings(db: Database): Promise<Settings> {
  const stored: Json | undefined = await getSetting(db, SETTINGS_ROW);
  return Settings.parse(stored ?? {});
}
