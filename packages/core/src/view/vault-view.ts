/** The vault in numbers; never a secret, and never a key. */
export interface VaultView {
  readonly secrets: number;
  readonly versions: number;
  /** Age of the key that seals now; null before anything was made. */
  readonly dataKeyCreatedAt: string | null;
  /** Key-encryption keys that this process was given. */
  readonly wrappingKeys: number;
  /** Data keys that still need an older key-encryption key; with 0 only the first one is needed. */
  readonly wrappedByPrevious: number;
}

/** One stored version of a secret; never its value. */
export interface SecretVersionView {
  readonly secret: string;
  readonly version: number;
  readonly createdAt: string;
  readonly createdBy: string;
  /** Set when what it opened to was destroyed; null while it opens. */
  readonly revokedAt: string | null;
  readonly revokedBy: string | null;
  /** What is applied or staged names it, so that it cannot be revoked. */
  readonly inUse: boolean;
  /** Revisions that name it, the oldest first: without it they cannot come back whole. */
  readonly revisions: readonly number[];
}
