import { setTimeout as sleep } from 'node:timers/promises';
import type { Artifact, Replica } from '@regent/servant';
import { loadSettings } from '../setting/settings.ts';
import { deploymentNames } from './deployment-names.ts';
import type { TakeStep } from './step.ts';

const LOOK_EVERY_MS = 250;

/** Waits, bounded, until every replica is ready, serves this very artifact, and lists exactly the intended deployments. */
export const verify: TakeStep = async ({ app, run, artifact, signal, say }) => {
  const nameAll = (ids: readonly string[]) => deploymentNames(run, ids);
  const { readyTimeoutMs } = await loadSettings(app.db);
  const end = app.clock().getTime() + readyTimeoutMs;
  let said = '';
  for (;;) {
    const { replicas } = await app.servant.observe();
    const findings =
      replicas.length === 0
        ? ['no replica is there']
        : replicas.flatMap((one) => doubtsOf(one, artifact, run.insisted ? null : nameAll));
    if (findings.length === 0) {
      const count = replicas.length === 1 ? 'it serves' : `all ${replicas.length} replicas serve`;
      const missing = [...new Set(replicas.flatMap((one) => missingIds(one, artifact)))];
      const all = artifact.deploymentIds.length;
      const share = missing.length === 0 ? String(all) : `${all - missing.length} of ${all}`;
      const without = missing.length === 0 ? '' : `, without ${nameAll(missing)}`;
      const deployments = all === 1 ? 'deployment' : 'deployments';
      return { state: 'done', text: `${count} ${share} ${deployments} of this revision${without}` };
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

/** What speaks against a replica, in words; nothing when it serves what it should. Without `nameAll` it may lack some. */
function doubtsOf(
  replica: Replica,
  artifact: Artifact,
  nameAll: ((ids: readonly string[]) => string) | null,
): string[] {
  if (!replica.alive) return [`${replica.id} does not answer`];
  if (!replica.ready) return [`${replica.id} is not ready yet`];
  if (!servesArtifact(replica, artifact)) return [`${replica.id} still serves another revision`];
  const missing = missingIds(replica, artifact);
  if (missing.length > 0 && nameAll) return [`${replica.id} dropped ${nameAll(missing)}`];
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
