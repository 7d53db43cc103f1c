import { randomBytes, randomUUID } from 'node:crypto';
import { AppError } from '@regent/core';
import { eq, isNull } from 'drizzle-orm';
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

/**
 * Unwraps every data key; the first call of an installation makes them.
 * @throws AppError `vault-locked` when the key-encryption key is not the one that this database was made with.
 */
export async function loadKeyRing(tx: Database, kek: Uint8Array): Promise<KeyRing> {
  let rows = await tx.select().from(vaultKey);
  if (rows.length === 0) {
    await addDataKey(tx, kek, DIGEST_KEY);
    await addDataKey(tx, kek, randomUUID());
    rows = await tx.select().from(vaultKey);
  }
  const keys = new Map(rows.map((row) => [row.id, unwrap(kek, row)]));
  const current = rows.find((row) => row.retiredAt === null && row.id !== DIGEST_KEY);
  if (!current || !keys.has(DIGEST_KEY))
    throw new AppError('vault-locked', { detail: 'The vault has lost a key row.' });
  return { current: current.id, keys };
}

/** Makes the key that seals from now on; the one before stays for what it has sealed. */
export async function replaceDataKey(tx: Database, kek: Uint8Array): Promise<string> {
  const id = randomUUID();
  await tx.update(vaultKey).set({ retiredAt: new Date() }).where(isNull(vaultKey.retiredAt));
  await tx.update(vaultKey).set({ retiredAt: null }).where(eq(vaultKey.id, DIGEST_KEY));
  await addDataKey(tx, kek, id);
  return id;
}

/** Wraps every data key anew; secrets and their versions are not touched. */
export async function rewrapKeys(tx: Database, from: Uint8Array, to: Uint8Array): Promise<void> {
  for (const row of await tx.select().from(vaultKey).for('update')) {
    const wrapped = seal(to, unwrap(from, row), boundTo(row.id));
    await tx.update(vaultKey).set({ wrapped }).where(eq(vaultKey.id, row.id));
  }
}

async function addDataKey(tx: Database, kek: Uint8Array, id: string): Promise<void> {
  const wrapped = seal(kek, randomBytes(32), boundTo(id));
  await tx.insert(vaultKey).values({ id, wrapped, createdAt: new Date() });
}

function unwrap(kek: Uint8Array, row: { id: string; wrapped: Uint8Array }): Uint8Array {
  try {
    return open(kek, row.wrapped, boundTo(row.id));
  } catch (cause) {
    throw new AppError('vault-locked', { cause });
  }
}

const boundTo = (id: string) => `regent:key:${id}`;
