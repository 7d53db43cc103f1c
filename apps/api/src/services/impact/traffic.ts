import type { GroupTraffic, LookUp } from '@regent/core';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx } from '../../app-context.ts';
import { lookUp, notGiven } from './look-up.ts';

const DAYS = 7;
const number = z.coerce.number();
const Rows = z.array(z.object({ group: z.string(), requests: number, tokens: number, spend: number }));

/** What went through the groups in the last seven days, from LiteLLM's spend rows. */
export async function trafficOfGroups(ctx: Ctx, groups: ReadonlySet<string>): Promise<LookUp<GroupTraffic>> {
  const { spendDb } = ctx;
  if (spendDb === null) return notGiven('traffic');
  if (groups.size === 0) return { state: 'known', found: [], cut: null };
  const since = new Date(ctx.clock().getTime() - DAYS * 24 * 3_600_000);
  return lookUp(ctx, 'traffic', async () => {
    // LiteLLM stores UTC in timestamps without a zone.
    const rows = await spendDb.execute(sql`
      select model_group as "group", count(*) as requests, coalesce(sum(total_tokens), 0) as tokens,
        coalesce(sum(spend), 0) as spend
      from "LiteLLM_SpendLogs"
      where "startTime" >= ${since.toISOString().replace('Z', '')}::timestamp
        and model_group in (${sql.join([...groups], sql`, `)})
      group by 1 order by 2 desc, 1`);
    return { state: 'known', found: Rows.parse([...rows]), cut: null };
  });
}
