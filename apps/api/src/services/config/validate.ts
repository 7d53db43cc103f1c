import type { Diagnostic, Item } from '@regent/core';
import { validateItems } from '@regent/renderer';
import type { App } from '../../app-context.ts';
import { assertionFindings } from '../assertion/assertions.ts';

/** Our own rules over the rendered items and what this installation asserts, each finding with the item it belongs to. */
export async function diagnosticsOf(
  app: Pick<App, 'db' | 'catalog'>,
  items: readonly Item[],
): Promise<readonly Diagnostic[]> {
  return [...validateItems(items), ...(await assertionFindings(app, items))];
}
