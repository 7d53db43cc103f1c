import { readFile } from 'node:fs/promises';
import type { SetupStatus, SetupStep } from '@regent/core';
import { countAccounts } from '@regent/db';
import { z } from 'zod';
import type { Ctx } from '../../app-context.ts';

/** Written by `regent up` while it brings things up; read again at each request. */
const Progress = z.array(
  z.object({ name: z.string(), state: z.enum(['waiting', 'running', 'done', 'failed']), text: z.string() }),
);

export async function setupStatus(ctx: Ctx): Promise<SetupStatus> {
  const needed = (await countAccounts(ctx.db)) === 0;
  return { needed, steps: await readProgress(ctx.installation.progressFile) };
}

/** Empty when nobody reports progress, or while the report is being written. */
export async function readProgress(file: string | null): Promise<SetupStep[]> {
  if (file === null) return [];
  const text = await readFile(file, 'utf8').catch(() => '');
  return Progress.safeParse(parseJson(text)).data ?? [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
