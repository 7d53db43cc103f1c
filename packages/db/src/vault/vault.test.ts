import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Connection, connect } from '../connection/connect.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { openVault, referenceId } from './vault.ts';

const kek = randomBytes(32);
let database: TestDatabase;
let connection: Connection;

beforeEach(async () => {
  database = await createTestDatabase();
  connection = connect(database.url);
});
afterEach(async () => {
  await connection?.close();
  await database?.close();
});

test('a wrong key locks the vault and changes nothing', async () => {
  await openVault(connection.db, [kek]);
  await expect(openVault(connection.db, [randomBytes(32)])).rejects.toMatchObject({ code: 'vault-locked' });
  await expect(openVault(connection.db, [randomBytes(16)])).rejects.toMatchObject({ code: 'vault-locked' });
  await openVault(connection.db, [kek]);
});

test('a secret opens to its text, prints as stars and is nowhere in the database in clear', async () => {
  const vault = await openVault(connection.db, [kek]);
  const reference = await vault.put(connection.db, { text: 'sk-very-secret-text', by: 'test' });
  const opened = (await vault.reveal(connection.db, [reference])).get(referenceId(reference));
  expect(opened?.reveal()).toBe('sk-very-secret-text');
  expect(`${String(opened)} ${JSON.stringify({ opened })}`).not.toContain('very');
  const rows = await connection.db.execute(sql`select secret_version::text as row from regent.secret_version`);
  const hex = Buffer.from('sk-very-secret-text').toString('hex');
  expect(JSON.stringify(rows)).not.toContain(hex);
});

test('versions are immutable: an old reference opens to the old text after a new version', async () => {
  const vault = await openVault(connection.db, [kek]);
  const first = await vault.put(connection.db, { text: 'one', by: 'test' });
  const second = await vault.put(connection.db, { text: 'two', by: 'test', id: first.$secret });
  expect(second).toEqual({ $secret: first.$secret, version: 2 });
  const opened = await vault.reveal(connection.db, [first, second]);
  expect([opened.get(referenceId(first))?.reveal(), opened.get(referenceId(second))?.reveal()]).toEqual(['one', 'two']);
});

test('a sealed text moved to another secret or version does not open', async () => {
  const vault = await openVault(connection.db, [kek]);
  const mine = await vault.put(connection.db, { text: 'mine', by: 'test' });
  const theirs = await vault.put(connection.db, { text: 'theirs', by: 'test' });
  await connection.db.execute(sql`
    update regent.secret_version set sealed = (select sealed from regent.secret_version where secret = ${theirs.$secret})
    where secret = ${mine.$secret}`);
  await expect(vault.reveal(connection.db, [mine])).rejects.toThrow();
});

test('rotating the data key and the key-encryption key changes neither version nor text', async () => {
  const own = await createTestDatabase();
  const { db, close } = connect(own.url);
  try {
    const vault = await openVault(db, [kek]);
    const reader = await openVault(db, [kek]);
    const reference = await vault.put(db, { text: 'kept', by: 'test' });
    const digest = vault.digest('kept');
    expect(await db.transaction((tx) => vault.rotateDataKey(tx))).toEqual({ resealed: 1 });
    // A second process that still knows only the old data key finds the new one, for reading and for writing.
    expect((await reader.reveal(db, [reference])).get(referenceId(reference))?.reveal()).toBe('kept');
    await (await openVault(db, [kek])).put(db, { text: 'later', by: 'test' });

    const next = randomBytes(32);
    const both = await openVault(db, [next, kek]);
    expect(await both.status(db)).toMatchObject({ secrets: 2, versions: 2, wrappingKeys: 2, wrappedByPrevious: 2 });
    expect(await both.rotateKeyEncryptionKey(db)).toEqual({ rewrapped: 2 });
    expect(await both.rotateKeyEncryptionKey(db)).toEqual({ rewrapped: 0 });
    await expect(openVault(db, [kek])).rejects.toMatchObject({ code: 'vault-locked' });
    const reopened = await openVault(db, [next]);
    expect((await reopened.reveal(db, [reference])).get(referenceId(reference))?.reveal()).toBe('kept');
    expect(reopened.digest('kept')).toBe(digest);
    expect(await reopened.status(db)).toMatchObject({ wrappingKeys: 1, wrappedByPrevious: 0 });
  } finally {
    await close();
    await own.close();
  }
});

test('a writer that has not heard of a rotation seals with the new key', async () => {
  const vault = await openVault(connection.db, [kek]);
  const late = await openVault(connection.db, [kek]);
  await connection.db.transaction((tx) => vault.rotateDataKey(tx));
  const reference = await late.put(connection.db, { text: 'after', by: 'test' });
  expect((await vault.reveal(connection.db, [reference])).get(referenceId(reference))?.reveal()).toBe('after');
});

test('a rotation that is rolled back leaves everything readable and writable', async () => {
  const vault = await openVault(connection.db, [kek]);
  const before = await vault.put(connection.db, { text: 'before', by: 'test' });
  const rolledBack = connection.db.transaction(async (tx) => {
    await vault.rotateDataKey(tx);
    await vault.reveal(tx, [before]);
    throw new Error('no');
  });
  await expect(rolledBack).rejects.toThrow('no');
  const after = await vault.put(connection.db, { text: 'after', by: 'test' });
  const opened = await vault.reveal(connection.db, [before, after]);
  expect([...opened.values()].map((secret) => secret.reveal())).toEqual(['before', 'after']);
});

test('equal texts have equal digests, whatever secret they are in', async () => {
  const vault = await openVault(connection.db, [kek]);
  const texts = ['same', 'same', 'other'];
  const references = [];
  for (const text of texts) references.push(await vault.put(connection.db, { text, by: 'test' }));
  const digests = await vault.digests(connection.db, references);
  const [first, second, third] = references.map((reference) => digests.get(referenceId(reference)));
  expect(first).toBe(second);
  expect(first).not.toBe(third);
  expect(first).toBe(vault.digest('same'));
});

test('a revoked version opens to nobody, frees its data key, and its number is never used again', async () => {
  const own = await createTestDatabase();
  const { db, close } = connect(own.url);
  try {
    const vault = await openVault(db, [kek]);
    const first = await vault.put(db, { text: 'leaked', by: 'ann' });
    const second = await vault.put(db, { text: 'fresh', by: 'ann', id: first.$secret });
    expect(await vault.revoke(db, second, { by: 'ann', now: new Date() })).toBe(true);
    expect(await vault.revoke(db, second, { by: 'ann', now: new Date() })).toBe(false);
    await expect(vault.reveal(db, [first, second])).rejects.toMatchObject({ code: 'not-found' });
    expect([...(await vault.openable(db, [first, second]))]).toEqual([referenceId(first)]);
    expect((await vault.revealAll(db)).map((one) => one.reveal())).toEqual(['leaked']);
    expect(await db.transaction((tx) => vault.rotateDataKey(tx))).toEqual({ resealed: 1 });
    expect(await vault.status(db)).toMatchObject({ secrets: 1, versions: 1 });
    expect(await vault.put(db, { text: 'newest', by: 'ann', id: first.$secret })).toMatchObject({ version: 3 });
    const rows = await db.execute(sql`select sealed, key from regent.secret_version where version = 2`);
    expect([...rows]).toEqual([{ sealed: null, key: null }]);
  } finally {
    await close();
    await own.close();
  }
});
