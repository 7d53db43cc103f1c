import type { ReplicaView, ServantView, SetupStep } from '@regent/core';
import { latestRevision, listRevisions } from '@regent/db';
import type { Observation, Replica } from '@regent/servant';
import type { App } from '../../app-context.ts';
import { readProgress } from '../setup/status.ts';

/** Revisions that a replica may still serve are among the newest. */
const RECENT = 50;

export async function servantStatus(app: App): Promise<ServantView> {
  const [{ observation, drift, ignored }, description] = [await app.watch.look(), await app.servant.describe()];
  const steps = await readProgress(app.installation.progressFile);
  const newestFirst = await listRevisions(app.db, { limit: RECENT });
  // Two revisions may have the same file: the newer one counts, so it is put last.
  const recent = new Map(newestFirst.toReversed().map((row) => [row.artifactHash, row.number]));
  const state = stateOf(observation, steps);
  return {
    state,
    progress: state === 'installing' ? (steps.find((step) => step.state === 'running')?.text ?? null) : null,
    driver: description.driver,
    target: description.target,
    endpoint: app.installation.gatewayUrl,
    replicas: observation.replicas.map((replica) => toReplicaView(replica, recent)),
    revision: (await latestRevision(app.db))?.number ?? 0,
    drift,
    ignoredDrift: ignored,
    host: observation.host,
  };
}

function stateOf({ replicas }: Observation, steps: readonly SetupStep[]): ServantView['state'] {
  const ready = replicas.filter((one) => one.alive && one.ready).length;
  if (ready > 0) return ready === replicas.length ? 'serving' : 'degraded';
  if (steps.some((step) => step.state === 'running' || step.state === 'waiting')) return 'installing';
  return replicas.some((one) => one.alive) ? 'starting' : 'down';
}

function toReplicaView(replica: Replica, recent: ReadonlyMap<string, number>): ReplicaView {
  return {
    id: replica.id,
    alive: replica.alive,
    ready: replica.ready,
    revision: replica.artifactHash === null ? null : (recent.get(replica.artifactHash) ?? null),
    fingerprint: replica.fingerprint,
    models: replica.deploymentIds?.length ?? null,
    engineVersion: replica.engineVersion,
    since: replica.since,
    memoryBytes: replica.memoryBytes,
    note: replica.note ?? null,
    findings: replica.findings,
  };
}
