import type { SettingsView } from '@regent/core';
import { z } from 'zod';
import { getSettings, saveSettings } from '../services/setting/view.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';

const Save = z.object({
  shrinkPercent: z.int().min(0).max(100).optional(),
  readyTimeoutMs: z.int().min(1_000).max(600_000).optional(),
  sessionIdleMinutes: z.int().min(5).max(43_200).optional(),
  sessionMaxHours: z.int().min(1).max(2_160).optional(),
});

export const settingRouter = router({
  get: viewerProcedure.query(({ ctx }): Promise<SettingsView> => getSettings(ctx.service)),
  save: adminProcedure
    .input(Save)
    .mutation(({ ctx, input }): Promise<SettingsView> => saveSettings(ctx.service, input)),
});
