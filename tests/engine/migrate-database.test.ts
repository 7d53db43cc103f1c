import { type InstalledEngine, migrateEngineDatabase, type MigrateProgress } from '@regent/servant';
import { testEngine } from '@regent/servant/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { query, startTestPostgres, type TestPostgres } from '../rig/postgres.ts';

describe('migrating LiteLLM’s database', { timeout: 60_000 }, () => {
  let postgres: TestPostgres;
  let engine: InstalledEngine;
  let databaseUrl: string;
  const migrate = () => migrateEngineDatabase({ engine, databaseUrl });

  beforeAll(async () => {
    postgres = await startTestPostgres();
    engine = await testEngine();
    databaseUrl = await postgres.create('litellm');
  }, 120_000);
  afterAll(() => postgres?.close());

  test('an empty database gets every migration once, also when two runs begin together', async () => {
    const seen: MigrateProgress[] = [];
    const runs = await Promise.all([
      migrateEngineDatabase({ engine, databaseUrl, onProgress: (progress) => seen.push(progress) }),
      migrate(),
    ]);
    expect(runs.map(({ applied }) => applied).sort((a, b) => a - b)[0]).toBe(0);
    const total = Math.max(...runs.map(({ applied }) => applied));
    expect(total).toBeGreaterThan(100);
    const [row] = await query(
      databaseUrl,
      'SELECT count(*)::int AS n FROM _prisma_migrations WHERE finished_at IS NOT NULL',
    );
    expect(row).toEqual({ n: total });
    expect(await query(databaseUrl, `SELECT 1 AS there FROM "LiteLLM_VerificationToken" LIMIT 1`)).toEqual([]);
    expect(await migrate()).toEqual({ applied: 0 });
  });

  test('an unfinished row, another content and a newer ledger stop before anything is changed', async () => {
    const trouble = async (change: string, undo: string) => {
      await query(databaseUrl, change);
      const failure = await migrate().then(
        () => null,
        (error: unknown) => error,
      );
      await query(databaseUrl, undo);
      return failure;
    };
    const first = '(SELECT min(migration_name) FROM _prisma_migrations)';
    expect(
      await trouble(
        `UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = ${first}`,
        'UPDATE _prisma_migrations SET finished_at = now() WHERE finished_at IS NULL',
      ),
    ).toMatchObject({ problem: 'unfinished' });
    expect(
      await trouble(
        `UPDATE _prisma_migrations SET checksum = 'x' || substr(checksum, 2) WHERE migration_name = ${first}`,
        'SELECT 1',
      ),
    ).toMatchObject({ problem: 'changed' });
    databaseUrl = await postgres.create('newer');
    await migrate();
    expect(
      await trouble(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('z', 'z', '99991231000000_later', now())`,
        `DELETE FROM _prisma_migrations WHERE id = 'z'`,
      ),
    ).toMatchObject({ problem: 'newer', migration: '99991231000000_later' });
  });
});
