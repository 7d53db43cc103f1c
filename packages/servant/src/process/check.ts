import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ensurePrivateFolder, writePrivateFile } from '../artifact/durable-file.ts';
import { CONFIG_FILE } from '../artifact/layout.ts';
import { type Artifact, type CheckOptions, type EngineVerdict, ServantUnreachable } from '../driver.ts';
import { askOnce, understand } from '../launcher/client.ts';
import { CheckAnswer, CheckRefusal } from '../launcher/messages.ts';
import type { EngineNoise } from './noise.ts';

interface CheckPlace {
  readonly controlSocket: string;
  readonly artifactFolder: string;
  readonly noise: EngineNoise;
}

type Candidate = Pick<Artifact, 'text' | 'environment' | 'deploymentIds'>;

const TIMEOUT_MS = 10_000;
const TIMEOUT_MS_PER_MODEL = 4;
const ANSWER_MARGIN_MS = 2000;
const ABANDONED_AFTER_MS = 10 * 60_000;

/** Lets the launcher load the candidate in a fork that cannot reach the network. The candidate's file is gone afterwards. */
export async function checkCandidate(
  place: CheckPlace,
  candidate: Artifact,
  options: CheckOptions,
): Promise<EngineVerdict> {
  try {
    const answer = await load(place, candidate, options);
    const { environment } = candidate;
    const warnings = await place.noise.filter(answer.warnings, candidate.text, {
      image: answer.image,
      environment,
      aboutNothing: () => warningsAboutNothing(place, environment),
    });
    return answer.ok ? acceptedVerdict({ ...answer, warnings }, candidate) : refusedVerdict({ ...answer, warnings });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      verdict: 'not-checked',
      reason: error instanceof ServantUnreachable ? reason : `The check could not run: ${reason}`,
    };
  }
}

async function warningsAboutNothing(place: CheckPlace, environment: Candidate['environment']): Promise<string[]> {
  const answer = await load(place, { text: '{}\n', environment, deploymentIds: [] }, {});
  if (!answer.ok) throw new ServantUnreachable(answer.error);
  return answer.warnings;
}

async function load(
  { controlSocket, artifactFolder }: CheckPlace,
  candidate: Candidate,
  options: CheckOptions,
): Promise<CheckAnswer | CheckRefusal> {
  const checks = join(artifactFolder, 'checks');
  await ensurePrivateFolder(checks);
  await forgetAbandoned(checks);
  const folder = await mkdtemp(join(checks, 'check-'));
  try {
    const path = join(folder, CONFIG_FILE);
    await writePrivateFile(path, candidate.text);
    return await ask(controlSocket, path, { candidate, options });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A check whose Regent was killed leaves its candidate behind, and that one holds secrets. */
async function forgetAbandoned(checks: string): Promise<void> {
  const limit = Date.now() - ABANDONED_AFTER_MS;
  for (const name of await readdir(checks)) {
    const folder = join(checks, name);
    const made = await stat(folder).catch(() => null);
    if (made && made.mtimeMs < limit) await rm(folder, { recursive: true, force: true });
  }
}

async function ask(
  controlSocket: string,
  path: string,
  { candidate, options }: { candidate: Candidate; options: CheckOptions },
): Promise<CheckAnswer | CheckRefusal> {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS + TIMEOUT_MS_PER_MODEL * candidate.deploymentIds.length;
  const request = { do: 'check', path, environment: candidate.environment, timeout_s: timeoutMs / 1000 };
  const answer = await askOnce(controlSocket, request, {
    timeoutMs: timeoutMs + ANSWER_MARGIN_MS,
    signal: options.signal,
  });
  const refusal = CheckRefusal.safeParse(answer);
  return refusal.success ? refusal.data : understand(CheckAnswer, answer);
}

function acceptedVerdict(answer: CheckAnswer, candidate: Artifact): EngineVerdict {
  const deploymentIds = [...new Set(answer.deployments.flatMap(({ id }) => (id === null ? [] : [id])))];
  return {
    verdict: 'accepted',
    deploymentIds,
    dropped: candidate.deploymentIds.filter((id) => !deploymentIds.includes(id)),
    warnings: [
      ...answer.warnings,
      ...answer.blocked.map((place) => `Loading it tried to reach ${place}, which a check does not allow.`),
    ],
    skipped: [...answer.skipped, ...answer.fixed.map((name) => `environment ${name}`)],
    durationMs: Math.round(answer.total_ms),
  };
}

function refusedVerdict({ code, error, warnings, total_ms }: CheckRefusal): EngineVerdict {
  switch (code) {
    case 'refused':
    case 'unreadable':
      return { verdict: 'refused', reason: error, warnings, durationMs: Math.round(total_ms) };
    case 'busy':
    case 'late':
    case 'died':
    case 'stopping':
    case 'fixed':
    case 'failed':
    case 'bad-request':
    case 'unknown':
      return { verdict: 'not-checked', reason: error };
  }
}
