import { AppError } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { saveOne } from '../item/save.ts';
import { loadState } from '../item/state.ts';

const NAME = 'demo';

/** Stages a model on the demo provider, which needs no key. Asked twice it stages nothing more. */
export function addDemoProvider(ctx: Ctx): Promise<{ staged: number }> {
  const apiBase = ctx.installation.demoProviderUrl;
  if (apiBase === null) throw new AppError('not-found', { detail: 'The demo provider does not run here.' });
  return write(ctx, async (w) => {
    const state = await loadState(w.tx);
    if (state.effective.some((item) => item.kind === 'model' && item.data.model_name === NAME)) return { staged: 0 };
    const data = {
      model_name: NAME,
      litellm_params: { model: 'openai/demo-chat', api_base: apiBase, api_key: 'not-needed' },
    };
    await saveOne({ ctx, write: w, state }, { kind: 'model', data, baseVersion: 0, baseRevision: null });
    return { staged: 1 };
  });
}
