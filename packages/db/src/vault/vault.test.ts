import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, connect } from '../connection/connect.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { openVault, referenceId } from './vault.ts';

const kek = randomBytes(32);
let database: TestDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url);
});
afterAll(async () => {
  await connection?.close();
  await database?.close();
});

test('a wrong key locks the vault and changes nothing', async () => {
  await openVault(connection.db, kek);
  await expect(openVault(connection.db, randomBytes(32))).rejects.toMatchObject({ code: 'vault-locked' });
  await expect(openVault(connection.db, randomBytes(16))).rejects.toMatchObject({ code: 'vault-locked' });
  await openVault(connection.db, kek);
});

test('a secret opens to its text, prints as stars and is nowhere in the database in clear', async () => {
  const vault = await openVault(connection.db, kek);
  const reference = await vault.put(connection.db, { text: 'sk-very-secret-text', by: 'test' });
  const opened = (await vault.reveal(connection.db, [reference])).get(referenceId(reference));
  expect(opened?.reveal()).toBe('sk-very-secret-text');
  expect(`${String(opened)} ${JSON.stringify({ opened })}`).not.toContain('very');
  const rows = await connection.db.execute(sql`select secret_version::text as row from regent.secret_version`);
  const hex = Buffer.from('sk-very-secret-text').toString('hex');
  expect(JSON.stringify(rows)).not.toContain(hex);
});

test('versions are immutable: an old reference opens to the old text after a new version', async () => {
  const vault = await openVault(connection.db, kek);
  const first = await vault.put(connection.db, { text: 'one', by: 'test' });
  const second = await vault.put(connection.db, { text: 'two', by: 'test', id: first.$secret });
  expect(second).toEqual({ $secret: first.$secret, version: 2 });
  const opened = await vault.reveal(connection.db, [first, second]);
  expect([opened.get(referenceId(first))?.reveal(), opened.get(referenceId(second))?.reveal()]).toEqual(['one', 'two']);
});

test('a sealed text moved to another secret or version does not open', async () => {
  const vault = await openVault(connection.db, kek);
  const mine = await vault.put(connection.db, { text: 'mine', by: 'test' });
  const theirs = await vault.put(connection.db, { text: 'theirs', by: 'test' });
  await connection.db.execute(sql`
    update regent.secret_version set sealed = (select sealed from regent.secret_version where secret = ${theirs.$secret})
    where secret = ${mine.$secret}`);
  await expect(vault.reveal(connection.db, [mine])).rejects.toThrow();
});

test('rotating the data key and the key-encryption key changes neither version nor text', async () => {
  const own = await createTestDatabase();
  const other = connect(own.url);
  try {
    const vault = await openVault(other.db, kek);
    const reader = await openVault(other.db, kek);
    const reference = await vault.put(other.db, { text: 'kept', by: 'test' });
    const digest = vault.digest('kept');
    expect(await vault.rotateDataKey()).toEqual({ resealed: 1 });
    // A second process that still knows only the old data key finds the new one.
    expect((await reader.reveal(other.db, [reference])).get(referenceId(reference))?.reveal()).toBe('kept');
    const next = randomBytes(32);
    await vault.rotateKeyEncryptionKey(next);
    await expect(openVault(other.db, kek)).rejects.toMatchObject({ code: 'vault-locked' });
    const reopened = await openVault(other.db, next);
    expect((await reopened.reveal(other.db, [reference])).get(referenceId(reference))?.reveal()).toBe('kept');
    expect(reopened.digest('kept')).toBe(digest);
  } finally {
    await other.close();
    await own.close();
  }
});
