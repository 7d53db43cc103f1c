import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type EngineCatalog, engineCatalog } from '@regent/servant';
import { compareCodePoints } from '@regent/core';
import { z } from 'zod';

/** Written last by the engine's installation, so that it stands for a whole one; paths are relative to its folder. */
const Stamp = z.object({ packages: z.string(), version: z.string() });

/** The catalog of the engine below `folder`; null until one is installed. */
export function engineFinder(folder: string | null): () => Promise<EngineCatalog | null> {
  let found: EngineCatalog | null = null;
  return async () => {
    if (found !== null || folder === null) return found;
    const homes = await readdir(folder).catch(() => []);
    for (const home of homes.toSorted(compareCodePoints).toReversed()) {
      const text = await readFile(join(folder, home, 'engine.json'), 'utf8').catch(() => null);
      const stamp = text === null ? null : Stamp.safeParse(JSON.parse(text));
      if (stamp?.success) found ??= engineCatalog({ packages: join(folder, home, stamp.data.packages) });
    }
    return found;
  };
}
