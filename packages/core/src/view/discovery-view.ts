/** A model that an upstream offers and that no deployment of it uses yet. */
export interface OfferedModel {
  /** As the upstream names it. */
  readonly id: string;
  /** As `litellm_params.model`. */
  readonly model: string;
  /** Longest input in tokens, where the upstream tells. */
  readonly contextTokens: number | null;
}

/** A deployment of an upstream that the upstream does not offer (any more). */
export interface GoneDeployment {
  readonly key: string;
  readonly name: string;
  readonly model: string;
}

/** A deployment whose own numbers differ from what the upstream says. */
export interface ChangedDeployment extends GoneDeployment {
  readonly field: 'model_info.max_input_tokens';
  readonly before: number;
  readonly after: number;
}

/** What an upstream offers, held against the deployments that go there. */
export interface DiscoveryDiff {
  readonly added: readonly OfferedModel[];
  readonly gone: readonly GoneDeployment[];
  readonly changed: readonly ChangedDeployment[];
  /** Deployments that are as the upstream says. */
  readonly same: number;
}

/** An upstream that is asked by schedule. */
export interface DiscoveryView {
  readonly id: string;
  readonly provider: string;
  /** Null where the credential says it. */
  readonly apiBase: string | null;
  /** Key of the credential item. */
  readonly credentialKey: string | null;
  readonly everyMinutes: number;
  /** After so many answers in a row without it a deployment is proposed for removal. */
  readonly missesMax: number;
  readonly enabled: boolean;
  readonly lastRunAt: string | null;
  /** Why the last run told nothing; null when it did. */
  readonly lastError: string | null;
  /** Open until it is staged or dismissed. */
  readonly proposal: DiscoveryDiff | null;
  readonly proposedAt: string | null;
}
