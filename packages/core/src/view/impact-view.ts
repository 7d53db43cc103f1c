import type { Usage } from './item-view.ts';

/** A look at something that Regent does not own. One that failed is never an empty one. */
export type LookUp<T> =
  | {
      readonly state: 'known';
      readonly found: readonly T[];
      /** Set when only a part was looked at: which. */
      readonly cut: string | null;
    }
  | { readonly state: 'failed'; readonly reason: string };

/** Who and what is behind model groups: whom a change of them touches. */
export interface ImpactView {
  readonly groups: readonly string[];
  /** Virtual keys whose list of models names one of the groups. */
  readonly keys: LookUp<Usage>;
  readonly teams: LookUp<Usage>;
  /** The last seven days, group by group; a group without requests is not listed. */
  readonly traffic: LookUp<GroupTraffic>;
}

export interface GroupTraffic {
  readonly group: string;
  readonly requests: number;
  readonly tokens: number;
  /** USD. */
  readonly spend: number;
}
