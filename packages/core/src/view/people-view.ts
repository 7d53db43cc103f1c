import type { Role } from '../access/role.ts';

export interface AccountView {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
}

/** An account as administrators see it. */
export interface AccountDetail extends AccountView {
  readonly createdAt: string;
  /** Of the session that was used last; null when none is open. */
  readonly lastSeenAt: string | null;
}

export interface SessionView {
  /** A row id, never the token. */
  readonly id: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly userAgent: string | null;
  readonly current: boolean;
}

export interface TokenView {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly expiresAt: string | null;
}

export interface AuditEntryView {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: string | null;
}

export interface TokenCreated {
  /** In clear, this once. */
  readonly token: string;
  readonly view: TokenView;
}

export interface AuditPage {
  readonly entries: readonly AuditEntryView[];
  /** Cursor of the next page, null at the end. */
  readonly next: number | null;
}

/** Whether the hash chain holds from its first entry to its last. */
export interface AuditVerdict {
  readonly ok: boolean;
  readonly entries: number;
  readonly brokenAt: number | null;
}
