import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { openDatabase } from '../prisma-engine/database.ts';
import type { InstalledEngine } from './install.ts';

export interface MigrateOptions {
  readonly engine: Pick<InstalledEngine, 'packages'>;
  readonly databaseUrl: string;
  readonly onProgress?: (progress: MigrateProgress) => void;
}

export interface MigrateProgress {
  readonly name: string;
  /** 1-based, among those that this run applies. */
  readonly number: number;
  readonly total: number;
}

/** Why the schema was not touched, or not further. Each needs a person. */
export type MigrateProblem = 'unfinished' | 'changed' | 'newer' | 'failed';

export class EngineMigrationError extends Error {
  readonly problem: MigrateProblem;
  readonly migration: string;

  constructor(problem: MigrateProblem, migration: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EngineMigrationError';
    this.problem = problem;
    this.migration = migration;
  }
}

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** The one that `prisma migrate` takes, so that it and this never run at once. */
const PRISMA_ADVISORY_LOCK = 72_707_369;
const LOCK_TIMEOUT_MS = 5 * 60_000;
const LOCK_RETRY_MS = 200;
const FOLDER = 'litellm_proxy_extras/migrations';

/**
 * Applies LiteLLM's own SQL migrations that its database does not have yet, and keeps the ledger in Prisma's format, so
 * that a later `prisma migrate deploy` agrees. One run at a time, on every host. Idempotent.
 *
 * As with Prisma, one script is one simple query, which Postgres runs in one implicit transaction (a lone
 * CREATE INDEX CONCURRENTLY stays allowed); a script that fails leaves its row unfinished.
 * @throws EngineMigrationError before anything is changed when a row is unfinished, a checksum differs, or the ledger
 *   knows migrations that this engine does not; and when a script fails.
 */
export async function migrateEngineDatabase({
  engine,
  databaseUrl,
  onProgress,
}: MigrateOptions): Promise<{ applied: number }> {
  const migrations = await readMigrations(join(engine.packages, FOLDER));
  const { pool } = openDatabase(databaseUrl);
  try {
    const client = await pool.connect();
    try {
      await lock(client);
      return { applied: await applyMissing(client, migrations, onProgress ?? (() => {})) };
    } finally {
      client.release(true); // closing the session gives the lock back
    }
  } finally {
    await pool.end();
  }
}

/**
 * Asks again and again instead of waiting inside Postgres: a waiting session holds a snapshot, and the other run's
 * CREATE INDEX CONCURRENTLY would wait for that in turn (deadlock, seen).
 */
async function lock(client: pg.PoolClient): Promise<void> {
  const limit = performance.now() + LOCK_TIMEOUT_MS;
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      PRISMA_ADVISORY_LOCK,
    ]);
    if (rows[0]?.taken) return;
    if (performance.now() > limit)
      throw new Error("Another program has been migrating LiteLLM's database for too long.");
    await sleep(LOCK_RETRY_MS);
  }
}

async function applyMissing(
  client: pg.PoolClient,
  migrations: readonly Migration[],
  tell: (progress: MigrateProgress) => void,
) {
  const checksums = await readLedger(client, migrations);
  const missing = migrations.filter(({ name }) => !checksums.has(name));
  for (const [index, migration] of missing.entries()) {
    tell({ name: migration.name, number: index + 1, total: missing.length });
    await applyOne(client, migration);
  }
  return missing.length;
}

async function readLedger(
  client: pg.PoolClient,
  migrations: readonly Migration[],
): Promise<ReadonlyMap<string, string>> {
  await client.query(LEDGER);
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
  for (const { migration_name: name, checksum, finished_at } of rows) {
    if (finished_at === null) {
      throw new EngineMigrationError(
        'unfinished',
        name,
        `Migration ${name} of LiteLLM's database failed earlier. Resolve it before others are applied.`,
      );
    }
    const own = known.get(name);
    if (own === undefined) {
      throw new EngineMigrationError(
        'newer',
        name,
        `LiteLLM's database has the migration ${name}, which this engine does not know: a newer LiteLLM used it.`,
      );
    }
    if (own !== checksum) {
      throw new EngineMigrationError(
        'changed',
        name,
        `Migration ${name} was applied to LiteLLM's database with another content.`,
      );
    }
  }
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

async function applyOne(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  const id = randomUUID();
  await client.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [
    id,
    checksum,
    name,
  ]);
  try {
    await client.query(sql);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await client.query('UPDATE _prisma_migrations SET logs = $2 WHERE id = $1', [id, reason]);
    throw new EngineMigrationError('failed', name, `Migration ${name} of LiteLLM's database failed: ${reason}`, {
      cause: error,
    });
  }
  await client.query('UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1', [id]);
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const found: Migration[] = [];
  for (const name of names.sort()) {
    const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8').catch(() => null);
    if (sql !== null) found.push({ name, sql, checksum: createHash('sha256').update(sql).digest('hex') });
  }
  return found;
}

const LEDGER = `
CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;
