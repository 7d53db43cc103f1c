import { AppError, type CredentialWatch, type DeploymentTraffic, itemName, type Item, type LookUp } from '@regent/core';
import { getRevision } from '@regent/db';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx } from '../../app-context.ts';
import { lookUp, notGiven } from '../impact/look-up.ts';
import { readState } from '../item/state.ts';
import { liveRevision } from '../revision/view.ts';
import { deploymentsOf } from './fields.ts';

const count = z.coerce.number();
const Rows = z.array(z.object({ id: z.string(), requests: count, errors: count }));

/**
 * Requests and failures of each deployment that uses a credential since the revision that last changed it. Only what
 * LiteLLM counts to a deployment: a request that was refused before one was chosen is in nobody's count.
 * @throws AppError `not-found` for a credential that was never applied
 */
export async function watchCredential(ctx: Ctx, input: { key: string }): Promise<CredentialWatch> {
  const state = await readState(ctx.db);
  const row = [...state.appliedRows.values()].find(({ kind, key }) => kind === 'credential' && key === input.key);
  const revision = row === undefined ? null : await getRevision(ctx.db, row.revision);
  if (row === undefined || revision === null) throw new AppError('not-found', { detail: 'It was never applied.' });
  const live = await liveRevision(ctx);
  return {
    revision: revision.number,
    since: revision.createdAt.toISOString(),
    serves: live === null ? null : live >= revision.number,
    traffic: await trafficSince(ctx, deploymentsOf(state, row.data.credential_name), revision.createdAt),
  };
}

async function trafficSince(ctx: Ctx, models: readonly Item[], since: Date): Promise<LookUp<DeploymentTraffic>> {
  const { spendDb } = ctx;
  if (spendDb === null) return notGiven('traffic');
  const none = models.map((item) => ({ key: item.key, name: itemName(item), requests: 0, errors: 0 }));
  if (none.length === 0) return { state: 'known', found: [], cut: null };
  return lookUp(ctx, 'traffic', async () => {
    // LiteLLM stores UTC in timestamps without a zone.
    const rows = await spendDb.execute(sql`
      select model_id as id, count(*) as requests, count(*) filter (where status = 'failure') as errors
      from "LiteLLM_SpendLogs"
      where "startTime" >= ${since.toISOString().replace('Z', '')}::timestamp
        and model_id in (${sql.join(
          none.map(({ key }) => key),
          sql`, `,
        )})
      group by 1`);
    const counted = new Map(Rows.parse([...rows]).map((one) => [one.id, one]));
    return { state: 'known', found: none.map((one) => ({ ...one, ...countsOf(counted.get(one.key)) })), cut: null };
  });
}

function countsOf(row: z.infer<typeof Rows>[number] | undefined) {
  return row === undefined ? {} : { requests: row.requests, errors: row.errors };
}
