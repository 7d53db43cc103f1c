import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Images and layers, kept from run to run outside of any checkout: a fresh one finds what another has built. Docker itself
 * keys every layer by its command and the content of its files.
 */
export const dataRoot = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'regent/test-docker');

/**
 * Waits until no other checkout tests with it; what it resolves to gives it back. The system gives it back as well when this
 * process is killed.
 */
export async function holdDataRoot(): Promise<() => Promise<void>> {
  await mkdir(dirname(dataRoot), { recursive: true, mode: 0o700 });
  // It ends with its input, which ends with us.
  const holder = spawn('flock', [`${dataRoot}.lock`, 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(holder, 'exit');
  await once(holder.stdout, 'data');
  return async () => {
    holder.stdin.end();
    await ended;
  };
}
