import type { ItemKind } from '@regent/core';
import type { Component } from 'solid-js';

export const screenGroups = ['Overview', 'Configuration', 'Access', 'Operations'] as const;

/** One row of the route table: the sidebar, the palette and the jumps are made from it. */
export interface Screen {
  readonly path: string;
  readonly label: string;
  readonly icon: string;
  readonly group: (typeof screenGroups)[number];
  /** `g` and this letter go there. */
  readonly jump?: string;
  /** The kinds edited there; their staged changes are counted beside the name. */
  readonly kinds?: readonly ItemKind[];
  /** The screen shows one item beside its list at `path/:key`. */
  readonly detail?: boolean;
  readonly component: Component;
}
