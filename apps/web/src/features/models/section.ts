import type { Diagnostic, ModelView } from '@regent/core';
import type { Draft } from '../../lib/item/draft.ts';

/** What every tab of the Inspector works on. */
export interface SectionProps {
  readonly draft: Draft;
  readonly models: () => readonly ModelView[];
  readonly diagnostics: () => readonly Diagnostic[];
  readonly locked: () => boolean;
}
