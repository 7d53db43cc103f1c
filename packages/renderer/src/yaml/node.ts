import type { Mark } from './problem.ts';

/** What the composer makes of the tokens: scalars are still text, aliases are the same node twice. */
export type Node = ScalarNode | SequenceNode | MappingNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly tag: string;
  readonly value: string;
  readonly start: Mark;
}

export interface SequenceNode {
  readonly kind: 'sequence';
  readonly tag: string;
  readonly start: Mark;
  /** `at` is where the entry stands: its dash in block style. */
  readonly entries: { readonly at: Mark; readonly node: Node }[];
}

export interface MappingNode {
  readonly kind: 'mapping';
  readonly tag: string;
  readonly start: Mark;
  readonly pairs: { readonly key: Node; readonly value: Node }[];
}
