import type { SecretReference } from '@regent/core';
import { asc, desc, inArray, sql } from 'drizzle-orm';
import type { Database } from '../connection/database.ts';
import { revision, secretVersion } from '../schema/index.ts';

/** A stored version as it can be told without opening it. */
export type SecretVersionHead = Omit<typeof secretVersion.$inferSelect, 'key' | 'sealed'>;

/** What is known of stored versions without opening them, the newest first. */
export async function listSecretVersions(db: Database, secrets: readonly string[]): Promise<SecretVersionHead[]> {
  if (secrets.length === 0) return [];
  const { secret, version, digest, createdAt, createdBy, revokedAt, revokedBy } = secretVersion;
  return db
    .select({ secret, version, digest, createdAt, createdBy, revokedAt, revokedBy })
    .from(secretVersion)
    .where(inArray(secret, [...secrets]))
    .orderBy(desc(version));
}

/** Numbers of the revisions whose items name this version, the oldest first. */
export async function revisionsWithSecret(db: Database, { $secret, version }: SecretReference): Promise<number[]> {
  const named = sql`jsonb_path_exists(${revision.snapshot}, '$.** ? (@."$secret" == $id && @.version == $version)',
    ${JSON.stringify({ id: $secret, version })}::jsonb)`;
  const rows = await db.select({ number: revision.number }).from(revision).where(named).orderBy(asc(revision.number));
  return rows.map(({ number }) => number);
}
