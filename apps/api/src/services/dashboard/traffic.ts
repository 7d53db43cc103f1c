import type { TrafficView } from '@regent/core';
import type { Database } from '@regent/db';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx } from '../../app-context.ts';

const HOURS = 24;
const HOUR_MS = 3_600_000;

const Rows = z.array(
  z.object({ at: z.coerce.string(), requests: z.coerce.number(), spend: z.coerce.number(), errors: z.coerce.number() }),
);

/** The last 24 hours from LiteLLM's spend rows. A failed look is said, never shown as zero. */
export async function recentTraffic(ctx: Ctx): Promise<TrafficView> {
  if (ctx.spendDb === null) return { state: 'none' };
  try {
    const hours = await readHours(ctx.spendDb, new Date(ctx.clock().getTime() - HOURS * HOUR_MS));
    const sum = (pick: (hour: (typeof hours)[number]) => number) =>
      hours.reduce((total, hour) => total + pick(hour), 0);
    return {
      state: 'ok',
      requests: sum((hour) => hour.requests),
      spend: sum((hour) => hour.spend),
      errors: sum((hour) => hour.errors),
      hours,
    };
  } catch (error) {
    ctx.log.warn({ err: error }, 'spend rows could not be read');
    return { state: 'failed', text: 'The spend rows of LiteLLM could not be read.' };
  }
}

/** One entry for each hour, those without a request as well. LiteLLM stores UTC in timestamps without a zone. */
async function readHours(db: Database, since: Date) {
  const rows = await db.execute(sql`
    select to_char(date_trunc('hour', "startTime"), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, count(*) as requests,
      coalesce(sum(spend), 0) as spend, count(*) filter (where status = 'failure') as errors
    from "LiteLLM_SpendLogs" where "startTime" >= ${since.toISOString().replace('Z', '')}::timestamp
    group by 1`);
  const counted = new Map(Rows.parse([...rows]).map((row) => [Date.parse(row.at), row]));
  const first = Math.floor(since.getTime() / HOUR_MS) * HOUR_MS;
  return Array.from({ length: HOURS + 1 }, (_, index) => {
    const at = first + index * HOUR_MS;
    return counted.get(at) ?? { at: new Date(at).toISOString(), requests: 0, spend: 0, errors: 0 };
  });
}
