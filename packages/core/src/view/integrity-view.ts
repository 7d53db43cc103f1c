import type { ItemRef } from '../item.ts';
import type { FallbackClass } from '../ownership/settings/fallback.ts';
import type { ItemView } from './item-view.ts';

/**
 * What a name points at. `group` is what a request may name (groups and aliases share one space of names); `grant` is
 * what a list of allowed models may name: groups, access groups and the engine's own words as well.
 */
export type ReferenceTarget =
  | 'group'
  | 'grant'
  | 'credential'
  | 'guardrail'
  | 'mcp_server'
  | 'search_tool'
  | 'vector_store'
  | 'policy';

/** A name that leads nowhere, and what may be done about it. */
export interface DanglingName {
  /** Names the place and what stands there, so that a fix of something else is refused. */
  readonly id: string;
  readonly item: ItemRef;
  readonly itemName: string;
  /** Inside the item's data. */
  readonly pointer: string;
  readonly to: ReferenceTarget;
  readonly name: string;
  readonly text: string;
  /** The likelier one first. */
  readonly fixes: readonly IntegrityFix[];
}

export type IntegrityFix =
  | { readonly choice: 'rename'; readonly name: string; readonly text: string }
  | { readonly choice: 'remove'; readonly text: string };

/** What a fix staged. */
export interface IntegrityFixed {
  readonly staged: readonly ItemView[];
}

/** One group that a list of models leads to although it does not name it. */
export interface ReachableGroup {
  readonly group: string;
  /** From a name that the list allows to the group; the shortest way. */
  readonly path: readonly ReachStep[];
  /** The same for people. */
  readonly text: string;
}

/** A virtual key and the groups that it leads to although it does not name them. */
export interface KeyReach {
  /** LiteLLM's hash of the key. */
  readonly token: string;
  readonly name: string;
  readonly groups: readonly ReachableGroup[];
}

export interface ReachStep {
  readonly name: string;
  /** How one gets here from the step before. */
  readonly via: 'list' | 'alias' | FallbackClass;
}
