import { randomBytes, randomUUID } from 'node:crypto';
import { AppError } from '@regent/core';
import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Database } from '../connection/database.ts';
import { vaultKey } from '../schema/index.ts';
import { open, seal } from './seal.ts';

/** The unwrapped data keys of this process. */
export interface KeyRing {
  /** Key that new secrets are sealed with. */
  readonly current: string;
  readonly keys: ReadonlyMap<string, Uint8Array>;
}

/** Never seals a secret: it keys digests and the audit chain, and so survives every rotation. */
export const DIGEST_KEY = 'digest';

/** Key-encryption keys, the one that wraps first; those behind it only open what was wrapped before. */
export type WrappingKeys = readonly [Uint8Array, ...Uint8Array[]];

/**
 * Unwraps every data key; the first call of an installation makes them.
 * @throws AppError `vault-locked` when no key-encryption key is one that this database was made with.
 */
export async function loadKeyRing(tx: Database, wrapping: WrappingKeys): Promise<KeyRing> {
  let rows = await tx.select().from(vaultKey);
  if (rows.length === 0) {
    await addDataKey(tx, wrapping, DIGEST_KEY);
    await addDataKey(tx, wrapping, randomUUID());
    rows = await tx.select().from(vaultKey);
  }
  const keys = new Map(rows.map((row) => [row.id, unwrap(wrapping, row).key]));
  const current = rows.find((row) => row.retiredAt === null && row.id !== DIGEST_KEY);
  if (!current || !keys.has(DIGEST_KEY))
    throw new AppError('vault-locked', { detail: 'The vault has lost a key row.' });
  return { current: current.id, keys };
}

/** Id of the key that new secrets are sealed with, as the database has it now. */
export async function currentKeyId(db: Database): Promise<string | null> {
  const [row] = await db.select({ id: vaultKey.id }).from(vaultKey).where(sealsNow);
  return row?.id ?? null;
}

/** Makes the key that seals from now on; the one before stays for what it has sealed. */
export async function replaceDataKey(tx: Database, wrapping: WrappingKeys, now: Date): Promise<string> {
  const id = randomUUID();
  await tx.update(vaultKey).set({ retiredAt: now }).where(sealsNow);
  await addDataKey(tx, wrapping, id);
  return id;
}

/** Wraps with the first key what another one had wrapped; how many data keys that were. */
export async function rewrapKeys(tx: Database, wrapping: WrappingKeys): Promise<number> {
  let rewrapped = 0;
  for (const row of await tx.select().from(vaultKey).for('update')) {
    const { key, by } = unwrap(wrapping, row);
    if (by === 0) continue;
    await tx
      .update(vaultKey)
      .set({ wrapped: seal(wrapping[0], key, boundTo(row.id)) })
      .where(eq(vaultKey.id, row.id));
    rewrapped += 1;
  }
  return rewrapped;
}

/** What the vault holds, in numbers. */
export async function countKeys(db: Database, wrapping: WrappingKeys) {
  const rows = await db.select().from(vaultKey);
  const current = rows.find((row) => row.retiredAt === null && row.id !== DIGEST_KEY);
  return {
    dataKeyCreatedAt: current?.createdAt ?? null,
    wrappedByPrevious: rows.filter((row) => unwrap(wrapping, row).by > 0).length,
  };
}

const sealsNow = and(isNull(vaultKey.retiredAt), ne(vaultKey.id, DIGEST_KEY));

async function addDataKey(tx: Database, [kek]: WrappingKeys, id: string): Promise<void> {
  const wrapped = seal(kek, randomBytes(32), boundTo(id));
  await tx.insert(vaultKey).values({ id, wrapped, createdAt: new Date() });
}

function unwrap(wrapping: WrappingKeys, row: { id: string; wrapped: Uint8Array }): { key: Uint8Array; by: number } {
  let cause: unknown;
  for (const [by, kek] of wrapping.entries()) {
    try {
      return { key: open(kek, row.wrapped, boundTo(row.id)), by };
    } catch (error) {
      cause = error;
    }
  }
  throw new AppError('vault-locked', { cause });
}

const boundTo = (id: string) => `regent:key:${id}`;
