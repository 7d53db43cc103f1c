import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { LOCK_NAMESPACE, lockPurposes } from './lock.ts';

const folder = fileURLToPath(new URL('../migrations', import.meta.url));

/** Brings the schema up to date. Several processes may call it at once: one works, the others wait and find it done. */
export async function migrate(url: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    // Session lock on the only connection of this client; ending the client releases it.
    await client`select pg_advisory_lock(${LOCK_NAMESPACE}, ${lockPurposes.migrate})`;
    await runMigrations(drizzle(client), { migrationsFolder: folder, migrationsSchema: 'regent' });
  } finally {
    await client.end();
  }
}
