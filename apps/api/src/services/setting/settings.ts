import { isJsonObject, type Json } from '@regent/core';
import { type Database, getSetting } from '@regent/db';
import { z } from 'zod';
import { Freeze, TimeZone } from './freeze.ts';

export const CONFIRM_SECONDS_MIN = 2;
export const CONFIRM_SECONDS_MAX = 24 * 3_600;

/** Regent's own settings; stored as one row. */
export const Settings = z.object({
  shrinkPercent: z.int().min(0).max(100),
  readyTimeoutMs: z.int().min(1_000).max(600_000),
  sessionIdleMinutes: z.int().min(5).max(43_200),
  sessionMaxHours: z.int().min(1).max(2_160),
  /** What Review offers: an Apply that is taken back unless somebody confirms it within so many seconds. */
  confirmSeconds: z.int().min(CONFIRM_SECONDS_MIN).max(CONFIRM_SECONDS_MAX).nullable(),
  approvalNeeded: z.boolean(),
  freezes: z.array(Freeze).max(50),
  timeZone: TimeZone,
});
export type Settings = z.infer<typeof Settings>;

const defaults: Settings = {
  shrinkPercent: 50,
  readyTimeoutMs: 60_000,
  sessionIdleMinutes: 480,
  sessionMaxHours: 168,
  confirmSeconds: null,
  approvalNeeded: false,
  freezes: [],
  timeZone: 'UTC',
};

export const SETTINGS_ROW = 'settings';

/** What was saved, and the default of everything that was not. */
export async function loadSettings(db: Database): Promise<Settings> {
  const stored: Json | undefined = await getSetting(db, SETTINGS_ROW);
  return Settings.parse({ ...defaults, ...(isJsonObject(stored) ? stored : {}) });
}
