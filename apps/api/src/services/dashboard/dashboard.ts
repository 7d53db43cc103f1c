import {
  type Attention,
  type ChangeSummary,
  counted,
  type DashboardView,
  itemName,
  type ServantView,
} from '@regent/core';
import { listKeys } from '@regent/litellm';
import type { Ctx } from '../../app-context.ts';
import { changeSummary } from '../change/summary.ts';
import { diagnosticsOf } from '../config/validate.ts';
import { readState } from '../item/state.ts';
import { servantStatus } from '../servant/status.ts';
import { recentTraffic } from './traffic.ts';

export async function dashboard(ctx: Ctx): Promise<DashboardView> {
  const state = await readState(ctx.db);
  const models = state.effective.filter((item) => item.kind === 'model');
  const servant = await servantStatus(ctx);
  const changes = await changeSummary(ctx.db);
  const errors = (await diagnosticsOf(ctx, state.effective)).filter((one) => one.severity === 'error').length;
  return {
    servant,
    changes,
    counts: {
      models: models.length,
      groups: new Set(models.map(itemName)).size,
      credentials: state.effective.filter((item) => item.kind === 'credential').length,
      keys: await countKeys(ctx),
    },
    attention: attentionOf({ servant, changes, errors, models: models.length }),
    traffic: await recentTraffic(ctx),
  };
}

async function countKeys(ctx: Ctx): Promise<number | null> {
  if (ctx.engine === null) return null;
  try {
    return (await listKeys({ ...ctx.engine, timeoutMs: 2_000 }, { page: 1, size: 1 })).total;
  } catch (error) {
    ctx.log.debug({ err: error }, 'keys could not be counted');
    return null;
  }
}

function attentionOf(facts: {
  servant: ServantView;
  changes: ChangeSummary;
  errors: number;
  models: number;
}): Attention[] {
  const { servant, changes, errors, models } = facts;
  const list: Attention[] = [];
  const add = (severity: Attention['severity'], text: string, label: string, href: string) =>
    list.push({ severity, text, action: { label, href } });
  if (servant.state === 'down') add('error', 'The Servant does not answer.', 'Logs', '/logs');
  if (servant.state === 'degraded') add('warning', 'Not every replica of the Servant is ready.', 'Servant', '/servant');
  if (servant.drift !== null) add('warning', servant.drift.text, 'Compare', '/rendered');
  if (errors > 0) add('error', `The configuration has ${counted(errors, 'error')}.`, 'Review', '/review');
  if (changes.count > 0)
    add('info', `Not in effect yet: ${counted(changes.count, 'staged change')}.`, 'Review', '/review');
  if (models === 0) add('info', 'There is no model yet.', 'Add a model', '/models');
  return list;
}
