import type { SettingsView } from '@regent/core';
import { Settings } from '../services/setting/settings.ts';
import { getSettings, saveSettings } from '../services/setting/view.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';

export const settingRouter = router({
  get: viewerProcedure.query(({ ctx }): Promise<SettingsView> => getSettings(ctx.service)),
  save: adminProcedure
    .input(Settings.partial())
    .mutation(({ ctx, input }): Promise<SettingsView> => saveSettings(ctx.service, input)),
});
