import type { LookUp } from './impact-view.ts';

/** The last try of a credential at its provider. */
export interface CredentialTrial {
  readonly ok: boolean;
  readonly text: string;
  readonly durationMs: number;
  readonly at: string;
  readonly by: string;
  /** Whether the secrets that were tried are those that serve, those that are staged, or neither. */
  readonly tried: 'applied' | 'staged' | 'other';
}

/** What is known of a credential beside its data; never a secret. */
export interface CredentialStatus {
  readonly key: string;
  /** When the newest secret that it names was stored; null when it names none of the vault. */
  readonly storedAt: string | null;
  /** Versions that an Apply has left behind and that still open. */
  readonly revocable: number;
  readonly lastTrial: CredentialTrial | null;
}

/** How the deployments of a credential have fared since what it holds now was applied. */
export interface CredentialWatch {
  readonly revision: number;
  readonly since: string;
  /** Whether every replica serves the newest revision; null when they cannot tell. */
  readonly serves: boolean | null;
  readonly traffic: LookUp<DeploymentTraffic>;
}

export interface DeploymentTraffic {
  readonly key: string;
  readonly name: string;
  readonly requests: number;
  readonly errors: number;
}
