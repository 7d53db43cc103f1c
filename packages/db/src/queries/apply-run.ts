import type { ApplyStep } from '@regent/core';
import { and, asc, desc, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { Database } from '../connection/database.ts';
import { applyEvent, applyRun } from '../schema/index.ts';

export type ApplyRunRow = typeof applyRun.$inferSelect;
export type ApplyEventRow = typeof applyEvent.$inferSelect;

/** False when another run is active: the partial unique index refuses a second one. */
export async function insertRun(tx: Database, row: ApplyRunRow): Promise<boolean> {
  const inserted = await tx.insert(applyRun).values(row).onConflictDoNothing().returning({ id: applyRun.id });
  return inserted.length === 1;
}

export async function getRun(db: Database, id: string): Promise<ApplyRunRow | null> {
  const [row] = await db.select().from(applyRun).where(eq(applyRun.id, id));
  return row ?? null;
}

export async function activeRun(db: Database): Promise<ApplyRunRow | null> {
  const [row] = await db.select().from(applyRun).where(isNull(applyRun.endedAt));
  return row ?? null;
}

export async function lastRun(db: Database): Promise<ApplyRunRow | null> {
  const [row] = await db.select().from(applyRun).orderBy(desc(applyRun.startedAt)).limit(1);
  return row ?? null;
}

/** Which run was the last and whether it has ended, without what it froze. */
export async function lastRunHead(db: Database): Promise<Pick<ApplyRunRow, 'id' | 'endedAt'> | null> {
  const { id, endedAt } = applyRun;
  const [row] = await db.select({ id, endedAt }).from(applyRun).orderBy(desc(applyRun.startedAt)).limit(1);
  return row ?? null;
}

export function listRunEvents(db: Database, run: string): Promise<ApplyEventRow[]> {
  return db.select().from(applyEvent).where(eq(applyEvent.run, run)).orderBy(asc(applyEvent.startedAt));
}

/** Changes a run that this owner still holds. False when the lease was lost: the caller must stop at once. */
export async function updateOwnRun(
  tx: Database,
  hold: { id: string; owner: string },
  set: Partial<Omit<ApplyRunRow, 'id'>>,
): Promise<boolean> {
  const changed = await tx
    .update(applyRun)
    .set(set)
    .where(and(eq(applyRun.id, hold.id), eq(applyRun.leaseOwner, hold.owner), isNull(applyRun.endedAt)))
    .returning({ id: applyRun.id });
  return changed.length === 1;
}

/**
 * Takes over the active run when its lease ran out, when its owner has no connection any more (it was killed), or when
 * it is this owner's already.
 */
export async function takeLease(
  tx: Database,
  wish: { owner: string; now: Date; until: Date },
): Promise<ApplyRunRow | null> {
  const [row] = await tx
    .update(applyRun)
    .set({ leaseOwner: wish.owner, leaseUntil: wish.until })
    .where(
      and(
        isNull(applyRun.endedAt),
        or(
          lt(applyRun.leaseUntil, wish.now),
          eq(applyRun.leaseOwner, wish.owner),
          sql`not exists (select 1 from pg_stat_activity where application_name = left('regent ' || ${applyRun.leaseOwner}, 63))`,
        ),
      ),
    )
    .returning();
  return row ?? null;
}

export async function putRunEvent(tx: Database, row: ApplyEventRow): Promise<void> {
  await tx
    .insert(applyEvent)
    .values(row)
    .onConflictDoUpdate({ target: [applyEvent.run, applyEvent.step], set: row });
}

/** Replaces the line of a step while it runs; a line that comes too late is dropped. True when it was taken. */
export async function sayRunEvent(
  tx: Database,
  event: { run: string; step: ApplyStep },
  text: string,
): Promise<boolean> {
  const changed = await tx
    .update(applyEvent)
    .set({ text })
    .where(and(eq(applyEvent.run, event.run), eq(applyEvent.step, event.step), eq(applyEvent.state, 'running')))
    .returning({ step: applyEvent.step });
  return changed.length === 1;
}

export async function endRunEvent(
  tx: Database,
  event: { run: string; step: ApplyStep },
  set: Pick<ApplyEventRow, 'state' | 'text' | 'endedAt'>,
): Promise<void> {
  await tx
    .update(applyEvent)
    .set(set)
    .where(and(eq(applyEvent.run, event.run), eq(applyEvent.step, event.step)));
}

/** What people decide about a run that another process may drive, and what turns out after its end. */
export async function updateAnyRun(
  tx: Database,
  id: string,
  set: Pick<Partial<ApplyRunRow>, 'decidedBy' | 'confirmUntil' | 'outcome' | 'sentence' | 'error'>,
): Promise<void> {
  await tx.update(applyRun).set(set).where(eq(applyRun.id, id));
}
