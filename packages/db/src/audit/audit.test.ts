import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Connection, connect } from '../connection/connect.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { appendAudit } from './append.ts';
import { verifyAudit } from './verify.ts';

const digest = (text: string) => `keyed:${text.length}:${text}`;
let database: TestDatabase;
let connection: Connection;

beforeEach(async () => {
  database = await createTestDatabase();
  connection = connect(database.url);
  for (let index = 1; index <= 4; index++) {
    const wish = { actor: 'ann', action: 'item.save', subject: `model ${index}`, detail: null };
    await connection.db.transaction((tx) => appendAudit(tx, [wish], { now: new Date(index), digest }));
  }
});
afterEach(async () => {
  await connection.close();
  await database.close();
});

test('an untouched chain holds', async () => {
  expect(await verifyAudit(connection.db, digest)).toEqual({ ok: true, entries: 4, brokenAt: null });
});

test('a changed entry is named', async () => {
  await connection.db.execute(sql`update regent.audit_entry set actor = 'bob' where seq = 2`);
  expect(await verifyAudit(connection.db, digest)).toMatchObject({ ok: false, brokenAt: 2 });
});

test('a removed entry is named', async () => {
  await connection.db.execute(sql`delete from regent.audit_entry where seq = 3`);
  expect(await verifyAudit(connection.db, digest)).toMatchObject({ ok: false, brokenAt: 3 });
});

test('a cut-off tail is seen', async () => {
  await connection.db.execute(sql`delete from regent.audit_entry where seq = 4`);
  expect(await verifyAudit(connection.db, digest)).toMatchObject({ ok: false, brokenAt: 4 });
});

test('an empty chain after entries were made is seen', async () => {
  await connection.db.execute(sql`delete from regent.audit_entry`);
  expect(await verifyAudit(connection.db, digest)).toMatchObject({ ok: false, brokenAt: 1 });
});
