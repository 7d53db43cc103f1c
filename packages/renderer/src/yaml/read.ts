import type { Json } from '@regent/core';
import { compose } from './compose.ts';
import { construct, type KeyFinding } from './construct.ts';
import type { Positions } from './positions.ts';
import { type Mark, YamlProblem } from './problem.ts';

export type ReadYaml =
  | {
      readonly outcome: 'read';
      readonly value: Json;
      readonly positions: Positions;
      readonly findings: readonly KeyFinding[];
    }
  | { readonly outcome: 'empty' }
  | { readonly outcome: 'broken'; readonly message: string; readonly mark: Mark };

/**
 * Reads a text as the engine does (PyYAML `safe_load`, YAML 1.1): the same value, or a problem where PyYAML refuses.
 * Never throws on any text.
 */
export function readYaml(text: string): ReadYaml {
  try {
    const node = compose(text);
    if (node === null) return { outcome: 'empty' };
    return { outcome: 'read', ...construct(node) };
  } catch (error) {
    if (error instanceof YamlProblem) return { outcome: 'broken', message: error.message, mark: error.mark };
    throw error;
  }
}
