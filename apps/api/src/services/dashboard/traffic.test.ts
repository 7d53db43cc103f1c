import { connect } from '@regent/db';
import { createTestDatabase } from '@regent/db/testing';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { startHarness } from '../../testing/harness.ts';

test('the last day has every hour in its place, one without requests as zero, and its sums are those of the rows', async () => {
  const spend = await createTestDatabase();
  const { db, close } = connect(spend.url);
  await db.execute(sql`create table "LiteLLM_SpendLogs" ("startTime" timestamp, status text, spend float8)`);
  await db.execute(sql`insert into "LiteLLM_SpendLogs" values
    ('2026-03-02T11:10:00', 'success', 0.5), ('2026-03-02T11:20:00', 'failure', 0), ('2026-03-01T13:00:00', 'success', 1),
    ('2026-03-01T11:00:00', 'success', 9)`);
  await close();
  const clock = () => new Date('2026-03-02T12:30:00Z');
  const harness = await startHarness({ spendDatabaseUrl: spend.url, clock });
  try {
    const { traffic } = await harness.admin.dashboard.get();
    expect(traffic).toMatchObject({ state: 'ok', requests: 3, errors: 1, spend: 1.5 });
    const hours = traffic.state === 'ok' ? traffic.hours : [];
    expect(hours.map(({ requests }) => requests)).toEqual([0, 1, ...Array(21).fill(0), 2, 0]);
    expect(hours.at(-1)?.at).toBe('2026-03-02T12:00:00.000Z');
  } finally {
    await harness.close();
    await spend.close();
  }
});
