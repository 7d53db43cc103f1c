import { actorName, type SettingsView } from '@regent/core';
import { putSetting } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { loadSettings, SETTINGS_ROW, type Settings } from './settings.ts';

const hints = {
  generation: 'A new generation takes over on the same socket in about half a second; no request is dropped.',
  rolling: 'Workers are replaced one by one; no request is dropped.',
  restart: 'The engine restarts once; requests of those seconds are lost.',
} as const;

export async function getSettings(ctx: Ctx): Promise<SettingsView> {
  const { reload } = await ctx.servant.describe();
  return { ...(await loadSettings(ctx.db)), restartHint: hints[reload] };
}

/** Absent fields stay as they are. */
export async function saveSettings(
  ctx: Ctx,
  input: { [Name in keyof Settings]?: Settings[Name] | undefined },
): Promise<SettingsView> {
  await write(ctx, async (w) => {
    const setBy = actorName(ctx.actor);
    const named = input.freezes && { freezes: input.freezes.map((one) => ({ ...one, setBy: one.setBy || setBy })) };
    const given = Object.fromEntries(Object.entries({ ...input, ...named }).filter(([, value]) => value !== undefined));
    await putSetting(w.tx, SETTINGS_ROW, { ...(await loadSettings(w.tx)), ...given });
    w.audit('setting.save', 'settings', JSON.stringify(given));
  });
  return getSettings(ctx);
}
