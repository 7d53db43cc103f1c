import type { Diagnostic, Item } from '@regent/core';
import { validateItems } from '@regent/renderer';

/** Our own rules over the rendered items, each finding with the item that it belongs to. */
export function diagnosticsOf(items: readonly Item[]): readonly Diagnostic[] {
  return validateItems(items);
}
