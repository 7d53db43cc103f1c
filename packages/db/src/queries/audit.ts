import { and, asc, desc, eq, gte, ilike, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../connection/database.ts';
import { auditEntry } from '../schema/index.ts';

export type AuditRow = typeof auditEntry.$inferSelect;

export interface AuditSearch {
  /** Entries below this one. */
  readonly cursor?: number | undefined;
  readonly limit: number;
  readonly actor?: string | undefined;
  /** Nouns of actions: `item` of `item.save`. */
  readonly nouns?: readonly string[] | undefined;
  /** ISO 8601 in UTC, the first included and the last not. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** Words of actor, action, subject or detail. */
  readonly text?: string | undefined;
}

/** Newest first. */
export function listAudit(db: Database, search: AuditSearch): Promise<AuditRow[]> {
  return db.select().from(auditEntry).where(matching(search)).orderBy(desc(auditEntry.seq)).limit(search.limit);
}

/** Everybody who ever did something, by name. */
export async function listAuditActors(db: Database): Promise<string[]> {
  const rows = await db.selectDistinct({ actor: auditEntry.actor }).from(auditEntry).orderBy(asc(auditEntry.actor));
  return rows.map(({ actor }) => actor);
}

function matching({ cursor, actor, nouns, from, until, text }: AuditSearch): SQL | undefined {
  const like = text === undefined ? null : `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return and(
    cursor === undefined ? undefined : lt(auditEntry.seq, cursor),
    actor === undefined ? undefined : eq(auditEntry.actor, actor),
    nouns === undefined ? undefined : inArray(sql`split_part(${auditEntry.action}, '.', 1)`, [...nouns]),
    from === undefined ? undefined : gte(auditEntry.at, from),
    until === undefined ? undefined : lt(auditEntry.at, until),
    like === null
      ? undefined
      : or(
          ...[auditEntry.actor, auditEntry.action, auditEntry.subject, auditEntry.detail].map((one) =>
            ilike(one, like),
          ),
        ),
  );
}
