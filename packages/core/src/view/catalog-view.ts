/** One provider that the engine knows, with the form that its credentials need (the engine's own field metadata). */
export interface ProviderView {
  /** LiteLLM's provider id, the prefix of `litellm_params.model`. */
  readonly id: string;
  readonly name: string;
  readonly fields: readonly ProviderField[];
  readonly modelPlaceholder: string | null;
}

export interface ProviderField {
  readonly key: string;
  readonly label: string;
  readonly placeholder: string | null;
  readonly help: string | null;
  readonly required: boolean;
  readonly type: 'text' | 'password' | 'select' | 'textarea' | 'upload';
  readonly options: readonly string[];
  readonly default: string | null;
}

/** What the engine's price catalog says of an upstream model. Prices in USD per token. */
export interface CatalogModel {
  readonly model: string;
  readonly provider: string | null;
  readonly mode: string | null;
  readonly inputCostPerToken: number | null;
  readonly outputCostPerToken: number | null;
  /** Every price that the catalog has, by LiteLLM's key: per second, per image, of cached tokens. */
  readonly prices: Readonly<Record<string, number>>;
  readonly maxInputTokens: number | null;
  readonly maxOutputTokens: number | null;
  readonly capabilities: readonly string[];
  readonly deprecationDate: string | null;
}

/** One logger or hook that the engine knows by name. */
export interface CallbackView {
  readonly id: string;
  readonly name: string;
  /** What it reads from the Servant's environment, as far as the engine describes it. */
  readonly variables: readonly CallbackVariable[];
}

export interface CallbackVariable {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
}

/** Answer of a model or credential test: one real, tiny call. */
export interface TestResult {
  readonly ok: boolean;
  readonly durationMs: number;
  /** For people; redacted. */
  readonly text: string;
}
