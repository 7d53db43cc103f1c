import { asc, desc, eq, getTableColumns, lt, sql } from 'drizzle-orm';
import type { Database } from '../connection/database.ts';
import { revision, revisionChange } from '../schema/index.ts';

export type RevisionRow = typeof revision.$inferSelect;
export type RevisionChangeRow = typeof revisionChange.$inferSelect;
/** Without the snapshot, which may be large. */
export type RevisionHead = Omit<RevisionRow, 'snapshot'> & { readonly changes: number };

const { snapshot: _, ...headColumns } = getTableColumns(revision);

/** Newest first, below `cursor` when given. */
export async function listRevisions(db: Database, page: { cursor?: number; limit: number }): Promise<RevisionHead[]> {
  return db
    .select({ ...headColumns, changes: changeCount })
    .from(revision)
    .where(page.cursor === undefined ? undefined : lt(revision.number, page.cursor))
    .orderBy(desc(revision.number))
    .limit(page.limit);
}

export async function getRevision(db: Database, number: number): Promise<RevisionRow | null> {
  const [row] = await db.select().from(revision).where(eq(revision.number, number));
  return row ?? null;
}

/** What is applied now; null before the very first start is through. */
export async function latestRevision(db: Database): Promise<RevisionHead | null> {
  const [row] = await listRevisions(db, { limit: 1 });
  return row ?? null;
}

export function listRevisionChanges(db: Database, number: number): Promise<RevisionChangeRow[]> {
  return db
    .select()
    .from(revisionChange)
    .where(eq(revisionChange.revision, number))
    .orderBy(asc(revisionChange.kind), asc(revisionChange.key));
}

export async function insertRevision(
  tx: Database,
  row: RevisionRow,
  changes: readonly Omit<RevisionChangeRow, 'revision'>[],
) {
  await tx.insert(revision).values(row);
  if (changes.length === 0) return;
  await tx.insert(revisionChange).values(changes.map((change) => ({ ...change, revision: row.number })));
}

export async function setRevisionOutcome(
  tx: Database,
  number: number,
  set: Pick<RevisionRow, 'outcome'> & Partial<Pick<RevisionRow, 'engineVersion'>>,
): Promise<void> {
  await tx.update(revision).set(set).where(eq(revision.number, number));
}

export async function setRevisionNote(
  tx: Database,
  number: number,
  set: Partial<Pick<RevisionRow, 'note' | 'tags'>>,
): Promise<void> {
  await tx.update(revision).set(set).where(eq(revision.number, number));
}

const changeCount = sql<number>`(select count(*)::int from regent.revision_change c where c.revision = ${revision.number})`;

/** The file of this revision as it lies there now, where the same items are written differently than before. */
export async function setRevisionArtifact(tx: Database, number: number, artifactHash: string): Promise<void> {
  await tx.update(revision).set({ artifactHash }).where(eq(revision.number, number));
}
