/** A virtual key as lists show it; the key itself is shown once, at creation, and never again. */
export interface VirtualKeyView {
  /** LiteLLM's hash of the key. */
  readonly token: string;
  /** `sk-...AbCd`. */
  readonly masked: string;
  readonly alias: string | null;
  readonly models: readonly string[];
  readonly spend: number;
  readonly maxBudget: number | null;
  readonly budgetDuration: string | null;
  readonly expiresAt: string | null;
  readonly blocked: boolean;
  readonly rpmLimit: number | null;
  readonly tpmLimit: number | null;
  readonly maxParallelRequests: number | null;
  readonly createdAt: string | null;
  readonly userId: string | null;
  readonly teamId: string | null;
}

export interface KeyPage {
  readonly keys: readonly VirtualKeyView[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

export interface KeyCreated {
  /** In clear, this once. */
  readonly key: string;
  readonly view: VirtualKeyView;
}
