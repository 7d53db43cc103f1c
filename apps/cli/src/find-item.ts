import type { RegentClient } from '@regent/client';
import { isSingleton, type ItemKind, type ItemView } from '@regent/core';
import { CommandError } from './output.ts';

/** The item that people mean by a name: its public name, else its key. */
export async function findItem(client: RegentClient, kind: ItemKind, name: string): Promise<ItemView> {
  const items = await client.item.list.query({ kind });
  const found = isSingleton(kind) ? items : items.filter((item) => item.key === name || item.name === name);
  const exact = found.find((item) => item.key === name);
  if (exact) return exact;
  if (found.length > 1) {
    throw new CommandError(
      `${found.length} items of kind ${kind} are called ${name}.`,
      `Use a key: ${found.map((item) => item.key).join(', ')}`,
    );
  }
  if (!found[0])
    throw new CommandError(`There is no ${kind} called ${name}.`, `\`regent items list ${kind}\` shows them.`);
  return found[0];
}
