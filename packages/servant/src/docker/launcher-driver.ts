import { setTimeout as sleep } from 'node:timers/promises';
import type Docker from 'dockerode';
import type { Observation, ReloadOptions, ReloadResult, ServantDriver } from '../driver.ts';
import { createProcessDriver } from '../process/driver.ts';
import { askStatus } from '../process/observe.ts';
import { type ContainerChoice, containerTrouble, ServantContainer } from './container.ts';
import { observeContainer } from './observe-container.ts';
import { followContainerLogs } from './logs.ts';
import { EngineRefusal } from './refusal.ts';

export interface LauncherContainerOptions {
  readonly engine: Docker;
  readonly container: ContainerChoice;
  /** In a volume that the container reads. */
  readonly artifactFolder: string;
  /** In a volume that only the container and Regent share. */
  readonly controlSocket: string;
  /** Of LiteLLM, as Regent reaches it. */
  readonly baseUrl: string;
  readonly workers: number;
}

const GRACE_S = 30;
const LOOK_MS = 250;
const STATUS_TIMEOUT_MS = 5_000;

/**
 * A container whose first process is the warm launcher: what a process of this host can do, over the same socket. The
 * engine is asked only for what the launcher cannot tell, and to start a container that has ended.
 */
export function createLauncherContainerDriver(options: LauncherContainerOptions): ServantDriver {
  const container = new ServantContainer(options.engine, options.container);
  const launcher = createProcessDriver({ ...options, logFile: '' });
  return {
    ...launcher,
    describe: async () => ({ ...(await launcher.describe()), driver: 'docker', target: container.label }),
    reload: async (reload) => {
      const result = await launcher.reload(reload);
      return result.outcome === 'unreachable' ? reviveAndReload({ container, launcher, options }, reload) : result;
    },
    observe: () => observe(container, launcher),
    logs: (log) => followContainerLogs(container, log),
  };
}

async function observe(container: ServantContainer, launcher: ServantDriver): Promise<Observation> {
  const [{ replicas }, { host, trouble }] = await Promise.all([launcher.observe(), observeContainer(container)]);
  return {
    replicas: replicas.map((replica) => (replica.alive || trouble === null ? replica : { ...replica, note: trouble })),
    host,
  };
}

interface Parts {
  readonly container: ServantContainer;
  readonly launcher: ServantDriver;
  readonly options: LauncherContainerOptions;
}

/** The launcher does not answer: it imports LiteLLM, or its container has ended. What ended is started once. */
async function reviveAndReload({ container, launcher, options }: Parts, reload: ReloadOptions): Promise<ReloadResult> {
  const begun = performance.now();
  const leftMs = () => reload.deadlineMs - (performance.now() - begun);
  const tell = (text: string) =>
    reload.onProgress?.({ step: 'restarting', text, atMs: Math.round(performance.now() - begun) });
  try {
    const { state } = await container.inspect(reload.signal);
    const trouble = containerTrouble(state);
    if (state.state === 'paused' || state.state === 'removing')
      return { outcome: 'unreachable', reason: trouble ?? '' };
    if (state.state !== 'running') {
      tell(`${trouble ?? ''} It is started.`);
      await container.restart(GRACE_S, reload.signal);
    }
    tell('Waiting for the launcher to answer.');
    while (!(await answers(options.controlSocket))) {
      if (leftMs() <= 0 || reload.signal?.aborted) return unanswered(container);
      await sleep(LOOK_MS);
    }
    return await launcher.reload({ ...reload, deadlineMs: Math.max(leftMs(), 1) });
  } catch (error) {
    if (error instanceof EngineRefusal) return { outcome: 'unreachable', reason: error.message };
    throw error;
  }
}

async function unanswered(container: ServantContainer): Promise<ReloadResult> {
  const { state } = await container.inspect();
  const reason = containerTrouble(state) ?? `The launcher in ${state.name} does not answer, though the container runs.`;
  return { outcome: 'unreachable', reason };
}

const answers = (controlSocket: string): Promise<boolean> =>
  askStatus(controlSocket, STATUS_TIMEOUT_MS).then(
    () => true,
    () => false,
  );
