import type { ServantHost } from '@regent/core';
import { type Observation, type Replica, ServantUnreachable } from '../driver.ts';
import { askOnce, ForeignLauncher, understand } from '../launcher/client.ts';
import { type LauncherGeneration, Status } from '../launcher/messages.ts';

/** While a renewed launcher imports LiteLLM, about 8 s, requests wait on its socket and the old workers serve on. */
const STATUS_TIMEOUT_MS = 15_000;

const AWAY = {
  kind: 'unknown',
  reason: 'away',
  message: 'The launcher does not answer: it is not running, or still starting.',
  remedy: 'It is started again by itself; `regent doctor` says what keeps it.',
} as const;

/** Each worker of the current generation as a replica; a launcher that does not answer is one that is not alive. */
export async function observeLauncher(controlSocket: string): Promise<Observation> {
  try {
    const status = await askStatus(controlSocket, STATUS_TIMEOUT_MS);
    const host = toHost(status);
    const generation = generationInCharge(status);
    if (generation === null || generation.workers.length === 0)
      return { host, replicas: [awayReplica(status.litellm)] };
    return { host, replicas: generation.workers.map((worker) => toReplica(status, generation, worker)) };
  } catch (error) {
    const away = awayReplica(null);
    if (error instanceof ForeignLauncher)
      return {
        host: { ...AWAY, reason: 'failed', message: error.message },
        replicas: [{ ...away, note: error.message }],
      };
    if (error instanceof ServantUnreachable) return { host: AWAY, replicas: [away] };
    throw error;
  }
}

/** @throws ServantUnreachable */
export async function askStatus(controlSocket: string, timeoutMs: number, signal?: AbortSignal): Promise<Status> {
  return understand(Status, await askOnce(controlSocket, { do: 'status' }, { timeoutMs, signal }));
}

/** The one that answers requests, else the one that is about to. */
export function generationInCharge(status: Status): LauncherGeneration | null {
  const current = status.generations.find(({ generation }) => generation === status.generation);
  return current ?? status.generations.find(({ phase }) => phase === 'booting' || phase === 'ready') ?? null;
}

function toHost(status: Status): ServantHost {
  const workers = status.generations.flatMap((generation) => generation.workers);
  const kib = workers.reduce((sum, worker) => sum + worker.pss_kib, status.pss_kib);
  return {
    kind: 'process',
    pid: status.pid,
    memoryBytes: kib === 0 ? null : kib * 1024,
    restarts: status.restarts,
    startedAt: status.since === null ? null : new Date(status.since * 1000).toISOString(),
  };
}

function toReplica(
  status: Status,
  generation: LauncherGeneration,
  worker: LauncherGeneration['workers'][number],
): Replica {
  return {
    id: `worker-${worker.index}`,
    alive: true,
    ready: generation.phase === 'serving' && worker.state === 'serving',
    artifactHash: worker.hash,
    fingerprint: generation.fingerprint,
    // A worker tells what it loaded once it is up.
    deploymentIds: worker.state === 'booting' ? null : worker.deployments,
    engineVersion: status.litellm,
    since: new Date(worker.since * 1000).toISOString(),
    // Its share: most pages are those of the launcher's import.
    memoryBytes: worker.pss_kib * 1024,
    findings: worker.findings,
    ...(generation.note !== null && { note: generation.note }),
  };
}

function awayReplica(engineVersion: string | null): Replica {
  return {
    id: 'worker-0',
    alive: false,
    ready: false,
    artifactHash: null,
    fingerprint: null,
    deploymentIds: null,
    engineVersion,
    since: null,
    memoryBytes: null,
    findings: [],
  };
}
