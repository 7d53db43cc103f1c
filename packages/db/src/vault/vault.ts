import { createHmac, randomUUID } from 'node:crypto';
import { AppError, Secret, type SecretReference } from '@regent/core';
import { and, desc, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Database } from '../connection/database.ts';
import { lockForTransaction } from '../connection/lock.ts';
import { listSecretVersions } from '../queries/secret.ts';
import { secret, secretVersion, vaultKey } from '../schema/index.ts';
import {
  countKeys,
  currentKeyId,
  DIGEST_KEY,
  type KeyRing,
  loadKeyRing,
  replaceDataKey,
  rewrapKeys,
  type WrappingKeys,
} from './key-ring.ts';
import { open, seal } from './seal.ts';

/** Envelope-encrypted secrets. Versions are immutable, so that an old revision opens to its own secrets. */
export interface Vault {
  /** A new secret, or with `id` its next version. Goes with the transaction it is given. */
  put(tx: Database, wish: { text: string; by: string; id?: string }): Promise<SecretReference>;
  /**
   * Opens exactly these versions, by {@link referenceId}.
   * @throws AppError `not-found` also for a revoked one, `vault-locked` when one does not open
   */
  reveal(db: Database, references: readonly SecretReference[]): Promise<ReadonlyMap<string, Secret>>;
  /** Destroys what a version opens to; its number and digest stay. False when there was nothing left to destroy. */
  revoke(tx: Database, reference: SecretReference, who: { by: string; now: Date }): Promise<boolean>;
  /** Those of these versions that open, by {@link referenceId}. */
  openable(db: Database, references: readonly SecretReference[]): Promise<ReadonlySet<string>>;
  /** Every text that the vault holds, old versions too: for taking them out of texts that are shown. */
  revealAll(db: Database): Promise<readonly Secret[]>;
  /** Keyed digest: equal texts give equal digests, and nobody without the vault can try texts against it. */
  digest(text: string): string;
  /** Keyed digest of the text of each version, by {@link referenceId}, without opening it; unknown ones are left out. */
  digests(db: Database, references: readonly SecretReference[]): Promise<ReadonlyMap<string, string>>;
  /** Seals everything with a new data key. Versions and texts stay. Online: readers see either form. */
  rotateDataKey(tx: Database): Promise<{ resealed: number }>;
  /** Wraps with the first key-encryption key what one of those before it had wrapped. */
  rotateKeyEncryptionKey(tx: Database): Promise<{ rewrapped: number }>;
  status(db: Database): Promise<VaultStatus>;
}

interface VaultStatus {
  readonly secrets: number;
  readonly versions: number;
  readonly dataKeyCreatedAt: Date | null;
  /** Key-encryption keys that this process was given. */
  readonly wrappingKeys: number;
  /** Data keys that still want an older key-encryption key; 0 when only the first one is needed. */
  readonly wrappedByPrevious: number;
}

export const referenceId = (reference: SecretReference) => `${reference.$secret}@${reference.version}`;

/** @throws AppError `vault-locked` when none of the key-encryption keys is that of this database. */
export async function openVault(db: Database, wrapping: WrappingKeys): Promise<Vault> {
  if (wrapping.some((key) => key.length !== 32))
    throw new AppError('vault-locked', { detail: 'REGENT_VAULT_KEY must be 32 bytes in base64.' });
  const state: VaultState = { wrapping, ring: await loadRing(db, wrapping) };
  return {
    put: (tx, wish) => put(state, tx, wish),
    reveal: (from, references) => reveal(state, from, references),
    revoke: (tx, reference, who) => revoke(tx, reference, who),
    openable: (from, references) => openable(from, references),
    revealAll: (from) => revealAll(state, from),
    digest: (text) => digest(state, text),
    digests: (from, references) => digests(from, references),
    rotateDataKey: (tx) => rotateDataKey(state, tx),
    rotateKeyEncryptionKey: async (tx) => ({ rewrapped: await rewrapKeys(tx, state.wrapping) }),
    status: async (from) => ({
      secrets: await from.$count(secret),
      versions: await from.$count(secretVersion, isNull(secretVersion.revokedAt)),
      wrappingKeys: state.wrapping.length,
      ...(await countKeys(from, state.wrapping)),
    }),
  };
}

interface VaultState {
  readonly wrapping: WrappingKeys;
  ring: KeyRing;
}

function loadRing(db: Database, wrapping: WrappingKeys): Promise<KeyRing> {
  return db.transaction(async (tx) => {
    await lockForTransaction(tx, 'write');
    return loadKeyRing(tx, wrapping);
  });
}

function digest(state: VaultState, text: string): string {
  return createHmac('sha256', dataKey(state.ring, DIGEST_KEY)).update(text).digest('hex');
}

async function digests(db: Database, references: readonly SecretReference[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(references.map((reference) => reference.$secret))];
  if (ids.length === 0) return new Map();
  const { secret: id, version, digest: of } = secretVersion;
  const rows = await db.select({ id, version, of }).from(secretVersion).where(inArray(id, ids));
  return new Map(rows.map((row) => [`${row.id}@${row.version}`, row.of]));
}

async function openable(db: Database, references: readonly SecretReference[]): Promise<ReadonlySet<string>> {
  const rows = await listSecretVersions(
    db,
    references.map((reference) => reference.$secret),
  );
  const open = new Set(rows.filter((row) => row.revokedAt === null).map((row) => `${row.secret}@${row.version}`));
  return new Set(references.map(referenceId).filter((id) => open.has(id)));
}

async function revoke(
  tx: Database,
  { $secret, version }: SecretReference,
  { by, now }: { by: string; now: Date },
): Promise<boolean> {
  const revoked = await tx
    .update(secretVersion)
    .set({ sealed: null, key: null, revokedAt: now, revokedBy: by })
    .where(and(eq(secretVersion.secret, $secret), eq(secretVersion.version, version), isNull(secretVersion.revokedAt)))
    .returning({ version: secretVersion.version });
  return revoked.length === 1;
}

async function put(state: VaultState, tx: Database, wish: { text: string; by: string; id?: string }) {
  const id = wish.id ?? randomUUID();
  const now = new Date();
  let version = 1;
  if (wish.id === undefined) {
    await tx.insert(secret).values({ id, createdAt: now, createdBy: wish.by });
  } else {
    const [latest] = await tx
      .select({ version: secretVersion.version })
      .from(secretVersion)
      .where(eq(secretVersion.secret, id))
      .orderBy(desc(secretVersion.version))
      .limit(1);
    if (!latest) throw new AppError('not-found', { detail: 'There is no such secret.' });
    version = latest.version + 1;
  }
  // Another process may have rotated the data key meanwhile.
  if ((await currentKeyId(tx)) !== state.ring.current) state.ring = await loadKeyRing(tx, state.wrapping);
  await tx.insert(secretVersion).values({
    secret: id,
    version,
    key: state.ring.current,
    sealed: seal(dataKey(state.ring, state.ring.current), Buffer.from(wish.text), boundTo(id, version)),
    digest: digest(state, wish.text),
    createdAt: now,
    createdBy: wish.by,
  });
  return { $secret: id, version };
}

async function reveal(state: VaultState, db: Database, references: readonly SecretReference[]) {
  const opened = new Map<string, Secret>();
  if (references.length === 0) return opened;
  const ids = [...new Set(references.map((reference) => reference.$secret))];
  const rows = await db.select().from(secretVersion).where(inArray(secretVersion.secret, ids));
  await refreshRing(state, db, rows);
  const byId = new Map(rows.map((row) => [`${row.secret}@${row.version}`, row]));
  for (const reference of references) {
    const row = byId.get(referenceId(reference));
    if (!row) throw new AppError('not-found', { detail: `The vault has no version ${reference.version} of a secret.` });
    if (!isSealed(row)) throw new AppError('not-found', { detail: `Version ${row.version} of a secret was revoked.` });
    opened.set(referenceId(reference), openRow(state, row));
  }
  return opened;
}

async function revealAll(state: VaultState, db: Database): Promise<readonly Secret[]> {
  const rows = (await db.select().from(secretVersion)).filter(isSealed);
  await refreshRing(state, db, rows);
  return rows.map((row) => openRow(state, row));
}

type VersionRow = typeof secretVersion.$inferSelect;
type SealedRow = VersionRow & { readonly key: string; readonly sealed: Uint8Array };

/** A check of the database holds that key and sealed text go together. */
const isSealed = (row: VersionRow): row is SealedRow => row.key !== null && row.sealed !== null;

/** Another process may have rotated the data key meanwhile. */
async function refreshRing(state: VaultState, db: Database, rows: readonly VersionRow[]): Promise<void> {
  if (rows.some((row) => row.key !== null && !state.ring.keys.has(row.key)))
    state.ring = await loadKeyRing(db, state.wrapping);
}

function openRow(state: VaultState, row: SealedRow): Secret {
  const key = dataKey(state.ring, row.key);
  try {
    return new Secret(open(key, row.sealed, boundTo(row.secret, row.version)).toString('utf8'));
  } catch (cause) {
    const detail = `Version ${row.version} of a stored secret does not open: its row was damaged or moved.`;
    throw new AppError('vault-locked', { detail, cause });
  }
}

async function rotateDataKey(state: VaultState, tx: Database): Promise<{ resealed: number }> {
  await lockForTransaction(tx, 'write');
  const current = await replaceDataKey(tx, state.wrapping, new Date());
  const ring = await loadKeyRing(tx, state.wrapping);
  const rows = await tx.select().from(secretVersion).where(ne(secretVersion.key, current)).for('update');
  for (const row of rows.filter(isSealed)) {
    const bound = boundTo(row.secret, row.version);
    const sealed = seal(dataKey(ring, current), open(dataKey(ring, row.key), row.sealed, bound), bound);
    await tx
      .update(secretVersion)
      .set({ key: current, sealed })
      .where(and(eq(secretVersion.secret, row.secret), eq(secretVersion.version, row.version)));
  }
  await tx.delete(vaultKey).where(and(ne(vaultKey.id, current), ne(vaultKey.id, DIGEST_KEY)));
  return { resealed: rows.length };
}

function dataKey(ring: KeyRing, id: string): Uint8Array {
  const key = ring.keys.get(id);
  if (!key) throw new AppError('vault-locked', { detail: 'A data key is missing.' });
  return key;
}

const boundTo = (id: string, version: number) => `regent:secret:${id}:${version}`;
