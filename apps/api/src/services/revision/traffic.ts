import type { RevisionTrafficView } from '@regent/core';
import { listRevisions, type RevisionHead } from '@regent/db';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx } from '../../app-context.ts';
import { lookUp, notGiven } from '../impact/look-up.ts';

/** Older spend rows are often gone, and reading them all would load the gateway's database. */
const DAYS = 30;
const served: readonly RevisionHead['outcome'][] = ['live', 'initial', 'reverted'];

const count = z.coerce.number();
const duration = z.coerce.number().nullable();
const Rows = z.array(
  z.object({ number: count, requests: count, errors: count, p50Ms: duration, p95Ms: duration, spend: count }),
);

/**
 * Requests, errors, latency and cost while each of the newest revisions served. By time: a spend row does not say which
 * revision answered it, so a request that runs across an Apply counts for the one that it began under.
 */
export async function revisionTraffic(ctx: Ctx, input: { limit: number }): Promise<RevisionTrafficView> {
  const { spendDb } = ctx;
  if (spendDb === null) return notGiven('traffic');
  const windows = servingWindows(await listRevisions(ctx.db, { limit: input.limit }), ctx.clock());
  if (windows.length === 0) return { state: 'known', found: [], cut: null };
  return lookUp(ctx, 'traffic', async () => {
    const rows = await spendDb.execute(sql`
      select w.number as number, count(*) as requests, count(*) filter (where s.status = 'failure') as errors,
        percentile_cont(0.5) within group (order by extract(epoch from s."endTime" - s."startTime") * 1000) as "p50Ms",
        percentile_cont(0.95) within group (order by extract(epoch from s."endTime" - s."startTime") * 1000) as "p95Ms",
        coalesce(sum(s.spend), 0) as spend
      from (values ${sql.join(
        windows.map(({ number, from, to }) => sql`(${number}::int, ${utc(from)}::timestamp, ${utc(to)}::timestamp)`),
        sql`, `,
      )}) as w(number, since, until)
      join "LiteLLM_SpendLogs" s on s."startTime" >= w.since and s."startTime" < w.until
      group by 1 order by 1 desc`);
    return { state: 'known', found: Rows.parse([...rows]), cut: `the last ${DAYS} days` };
  });
}

interface ServingWindow {
  readonly number: number;
  readonly from: Date;
  readonly to: Date;
}

/** From its Apply until the next one that took effect; `rows` are newest first. */
function servingWindows(
  rows: readonly Pick<RevisionHead, 'number' | 'createdAt' | 'outcome'>[],
  now: Date,
): ServingWindow[] {
  const oldest = new Date(now.getTime() - DAYS * 24 * 3_600_000);
  let to = now;
  const windows: ServingWindow[] = [];
  for (const { number, createdAt, outcome } of rows) {
    if (!served.includes(outcome)) continue;
    const from = createdAt < oldest ? oldest : createdAt;
    if (from < to) windows.push({ number, from, to });
    to = createdAt;
  }
  return windows;
}

/** LiteLLM stores UTC in timestamps without a zone. */
function utc(moment: Date): string {
  return moment.toISOString().replace('Z', '');
}
