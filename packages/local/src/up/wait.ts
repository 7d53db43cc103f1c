import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 25;

/**
 * Waits for a condition of the outside world.
 * @throws with `sentence` when it did not come true in time.
 */
export async function waitUntil(condition: () => Promise<boolean>, timeoutMs: number, sentence: string): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(sentence);
    await sleep(LOOK_MS);
  }
}

/** True when something answers 200 there within a second. */
export async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(1_000) })).ok;
  } catch {
    return false;
  }
}
