import type { RegentClient } from '@regent/client';
import { CommandError } from './output.ts';

const PAGE = 200;

/**
 * The number of the revision that people mean: its number, `live` for the one that serves, `last` for the newest, or a
 * tag, of which the newest revision that carries it counts. @throws CommandError
 */
export async function revisionNumber(client: RegentClient, name: string): Promise<number> {
  if (/^\d+$/.test(name)) return Number(name);
  let cursor: number | null = null;
  do {
    const page: Awaited<ReturnType<RegentClient['revision']['list']['query']>> = await client.revision.list.query({
      limit: PAGE,
      ...(cursor === null ? {} : { cursor }),
    });
    const found = page.revisions.find(
      (one) => name === 'last' || (name === 'live' ? one.live : one.tags.includes(name)),
    );
    if (found) return found.number;
    cursor = page.next;
  } while (cursor !== null);
  throw new CommandError(
    name === 'live' ? 'No revision is known to serve now.' : `No revision is called ${name}.`,
    'Name a number, live, last, or a tag; `regent history list` shows them.',
  );
}
