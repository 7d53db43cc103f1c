import { setTimeout as sleep } from 'node:timers/promises';
import type { ReloadOptions, ReloadProgress, ReloadResult } from '../driver.ts';
import type { WrittenArtifact } from './config-file.ts';
import { configMount, mountAdvice } from './config-mount.ts';
import { containerTrouble, type InspectedContainer, type ServantContainer } from './container.ts';
import type { EngineWord } from './engine-api.ts';
import { followContainerLogs } from './logs.ts';
import { recreationOf, recreationText } from './recreation.ts';
import { EngineRefusal } from './refusal.ts';

export interface RestartTarget {
  readonly container: ServantContainer;
  readonly written: WrittenArtifact;
  readonly ask: () => Promise<EngineWord>;
}

/** LiteLLM finishes requests under way when it is told to stop; longer ones are cut. */
const GRACE_S = 30;
/** One that does not serve has nothing to finish, and as first process it ignores being told to stop while it imports. */
const IDLE_GRACE_S = 2;
const LOOK_MS = 250;
const LOG_LINES = 40;

/** Restarts the container so that it reads the file, and waits until it serves; one that began after the file is left alone. */
export async function restartPlain(target: RestartTarget, options: ReloadOptions): Promise<ReloadResult> {
  const begun = performance.now();
  const elapsedMs = () => Math.round(performance.now() - begun);
  const tell = (step: ReloadProgress['step'], text: string) => options.onProgress?.({ step, text, atMs: elapsedMs() });
  const { container, written } = target;
  try {
    const before = await container.inspect(options.signal);
    const refusal = unfit(written, before);
    if (refusal !== null) return { outcome: 'refused', reason: refusal, log: [] };
    if (await servesAlready(target, before)) return { outcome: 'serving', durationMs: elapsedMs(), changed: false };
    tell('restarting', `The container ${before.state.name} is restarted; it answers again in some seconds.`);
    const advice = mountAdvice(configMount(before));
    if (advice !== null) tell('restarting', advice);
    const { ready } = await target.ask();
    await container.restart(ready ? GRACE_S : IDLE_GRACE_S, options.signal);
    for (;;) {
      if ((await target.ask()).ready) break;
      const { state } = await container.inspect(options.signal);
      if (state.state !== 'running' || state.restarts > 0) {
        const reason = `LiteLLM does not start with this configuration. ${containerTrouble(state) ?? ''}`.trim();
        return { outcome: 'refused', reason, log: await lastWords(container) };
      }
      if (elapsedMs() > options.deadlineMs || options.signal?.aborted)
        return { outcome: 'late', log: await lastWords(container) };
      await sleep(LOOK_MS);
    }
    tell('serving', 'The container answers with the new configuration.');
    return { outcome: 'serving', durationMs: elapsedMs(), changed: true };
  } catch (error) {
    if (error instanceof EngineRefusal) return { outcome: 'unreachable', reason: error.message };
    throw error;
  }
}

/** Why a restart could not bring this configuration into force; null when it can. */
function unfit(written: WrittenArtifact, inspected: InspectedContainer): string | null {
  const mount = configMount(inspected);
  if (mount.kind === 'none' || mount.kind === 'unnamed') return mountAdvice(mount);
  const recreation = recreationOf(inspected, written.environment);
  return recreation && recreationText(recreation);
}

async function servesAlready({ written, ask }: RestartTarget, { state }: InspectedContainer): Promise<boolean> {
  if (state.state !== 'running' || Date.parse(state.startedAt) < written.writtenAtMs) return false;
  return (await ask()).ready;
}

async function lastWords(container: ServantContainer): Promise<string[]> {
  const lines: string[] = [];
  for await (const { text } of followContainerLogs(container, { tail: LOG_LINES, follow: false })) lines.push(text);
  return lines;
}
