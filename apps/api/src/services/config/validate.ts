import type { Diagnostic, Item } from '@regent/core';
import { validateItems } from '@regent/renderer';
import type { App } from '../../app-context.ts';
import { assertionFindings } from '../assertion/assertions.ts';
import { ownEnvironment } from './own-environment.ts';

/**
 * Our own rules over the rendered items and what this installation asserts, each finding with the item it belongs to.
 * Where the engine's environment is known, references into it are checked too.
 */
export async function diagnosticsOf(
  app: Pick<App, 'db' | 'catalog' | 'servant'>,
  items: readonly Item[],
): Promise<readonly Diagnostic[]> {
  const own = await ownEnvironment(app.servant);
  const environment = own === null ? {} : { environment: own.names };
  return [...validateItems(items, environment), ...(await assertionFindings(app, items))];
}
