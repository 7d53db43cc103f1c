import type { Severity } from '../diagnostic.ts';
import type { ChangeSummary } from './change-view.ts';
import type { ServantView } from './servant-view.ts';

export interface DashboardView {
  readonly servant: ServantView;
  readonly changes: ChangeSummary;
  readonly counts: {
    readonly models: number;
    readonly groups: number;
    readonly credentials: number;
    /** Null when the engine could not be asked. */
    readonly keys: number | null;
  };
  readonly attention: readonly Attention[];
  readonly traffic: TrafficView;
}

/** Something a person should look at, with the place to do it. */
export interface Attention {
  readonly severity: Severity;
  readonly text: string;
  readonly action: { readonly label: string; readonly href: string };
}

/** Last 24 hours. `none` means that there is no spend database to read, not that there was no traffic. */
export type TrafficView =
  | {
      readonly state: 'ok';
      readonly requests: number;
      readonly spend: number;
      readonly errors: number;
      readonly hours: readonly TrafficHour[];
    }
  | { readonly state: 'failed'; readonly text: string }
  | { readonly state: 'none' };

export interface TrafficHour {
  /** Start of the hour, ISO 8601. */
  readonly at: string;
  readonly requests: number;
  readonly spend: number;
  readonly errors: number;
}
