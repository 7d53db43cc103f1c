import type { ItemView } from './item-view.ts';

/** One deployment as the Models screen lists it. */
export interface ModelView extends ItemView {
  readonly provider: string | null;
  readonly enabled: boolean;
  readonly price: ModelPrice | null;
  readonly health: ModelHealth;
}

/** USD per token. `from` says whose numbers these are: the item's own, or the engine's catalog. */
export interface ModelPrice {
  readonly inputCostPerToken: number | null;
  readonly outputCostPerToken: number | null;
  readonly from: 'item' | 'catalog';
}

export interface ModelHealth {
  /** Deployment id. */
  readonly id: string;
  readonly state: 'healthy' | 'failing' | 'unknown';
  /** For people; redacted. */
  readonly text: string | null;
  readonly at: string | null;
}
