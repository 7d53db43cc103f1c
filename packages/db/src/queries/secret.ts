import { desc, inArray } from 'drizzle-orm';
import type { Database } from '../connection/database.ts';
import { secretVersion } from '../schema/index.ts';

/** What is known of stored versions without opening them, the newest first. */
export async function listSecretVersions(
  db: Database,
  secrets: readonly string[],
): Promise<{ secret: string; version: number; createdAt: Date; createdBy: string }[]> {
  if (secrets.length === 0) return [];
  const { secret, version, createdAt, createdBy } = secretVersion;
  return db
    .select({ secret, version, createdAt, createdBy })
    .from(secretVersion)
    .where(inArray(secret, [...secrets]))
    .orderBy(desc(version));
}
