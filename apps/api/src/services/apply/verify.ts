import { setTimeout as sleep } from 'node:timers/promises';
import type { Artifact, Replica } from '@regent/servant';
import { loadSettings } from '../setting/settings.ts';
import type { TakeStep } from './step.ts';

const LOOK_EVERY_MS = 250;

/** Waits, bounded, until every replica is ready, serves this very artifact, and lists exactly the intended deployments. */
export const verify: TakeStep = async ({ app, run, artifact, signal, say }) => {
  const { readyTimeoutMs } = await loadSettings(app.db);
  const end = app.clock().getTime() + readyTimeoutMs;
  let said = '';
  for (;;) {
    const { replicas } = await app.servant.observe();
    const findings =
      replicas.length === 0
        ? ['no replica is there']
        : replicas.flatMap((one) => doubtsOf(one, artifact, run.insisted));
    if (findings.length === 0) {
      const count = replicas.length === 1 ? 'it serves' : `all ${replicas.length} replicas serve`;
      return { state: 'done', text: `${count} ${artifact.deploymentIds.length} deployments of this revision` };
    }
    if (isFinal(replicas, artifact) || app.clock().getTime() >= end || signal.aborted) {
      return { state: 'failed', code: 'engine-error', text: findings.join('; ') };
    }
    const text = findings.join('; ');
    if (text !== said) say(text);
    said = text;
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
};

/** What speaks against a replica, in words; nothing when it serves what it should. */
function doubtsOf(replica: Replica, artifact: Artifact, insisted: boolean): string[] {
  if (!replica.alive) return [`${replica.id} does not answer`];
  if (!replica.ready) return [`${replica.id} is not ready yet`];
  if (!servesArtifact(replica, artifact)) return [`${replica.id} still serves another revision`];
  const missing = missingIds(replica, artifact);
  if (missing.length > 0 && !insisted) return [`${replica.id} dropped ${missing.join(', ')}`];
  return [];
}

/** A replica that serves the artifact without some deployments will not find them by waiting. */
function isFinal(replicas: readonly Replica[], artifact: Artifact): boolean {
  return replicas.every((one) => one.alive && one.ready && servesArtifact(one, artifact));
}

function servesArtifact(replica: Replica, artifact: Artifact): boolean {
  if (replica.artifactHash !== null) return replica.artifactHash === artifact.hash;
  // A plain engine tells only the stamp, and one without any model not even that.
  if (replica.fingerprint !== null) return replica.fingerprint === artifact.fingerprint;
  return artifact.deploymentIds.length === 0;
}

function missingIds(replica: Replica, artifact: Artifact): string[] {
  if (replica.deploymentIds === null) return [];
  const served = new Set(replica.deploymentIds);
  return artifact.deploymentIds.filter((id) => !served.has(id));
}
