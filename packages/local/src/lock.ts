import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { identify, lives } from './supervisor/process-identity.ts';
import type { StateFolder } from './state-folder.ts';

/** Another command is starting or stopping this installation right now. */
export class StateLocked extends Error {}

/**
 * Runs `work` while no other `up` or `down` works on this state folder. A lock whose holder is gone is taken over.
 * @throws StateLocked naming the process that holds it.
 */
export async function withStateLock<T>(state: StateFolder, work: () => Promise<T>): Promise<T> {
  const path = join(state.run, 'command.lock');
  const mine = JSON.stringify(await identify(process.pid));
  for (let attempt = 0; ; attempt++) {
    const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return null;
      throw error;
    });
    if (file) {
      await file.writeFile(mine);
      await file.close();
      break;
    }
    const holder = JSON.parse((await readFile(path, 'utf8').catch(() => '')) || '{"pid":0,"startedAt":null}');
    if (attempt > 0 || (await lives(holder))) {
      throw new StateLocked(`Another regent command (pid ${holder.pid}) works on ${state.root}; wait until it ends.`);
    }
    await rm(path, { force: true });
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}
