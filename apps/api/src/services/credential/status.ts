import { type CredentialStatus, type CredentialTrial, equalJson, type JsonObject } from '@regent/core';
import { listItemTrials, listSecretVersions, referenceId, type SecretVersionHead } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { type ConfigState, readState } from '../item/state.ts';
import { pinsOf } from './fields.ts';

/** Age, old versions and last try of every credential, in one look. */
export async function credentialStatuses(ctx: Ctx): Promise<CredentialStatus[]> {
  const state = await readState(ctx.db);
  const credentials = state.effective.filter(({ kind }) => kind === 'credential');
  const pins = [...state.applied, ...credentials].flatMap(({ data }) => pinsOf(data));
  const versions = await listSecretVersions(ctx.db, [...new Set(pins.map(([, { $secret }]) => $secret))]);
  const trials = new Map((await listItemTrials(ctx.db, 'credential')).map((row) => [row.key, row]));
  const digests = new Map(versions.map((row) => [versionId(row), row.digest]));
  const digestsOf = (data: JsonObject | undefined) =>
    Object.fromEntries(pinsOf(data).map(([field, pin]) => [field, digests.get(referenceId(pin)) ?? '']));
  return credentials.map(({ key, data }) => {
    const trial = trials.get(key);
    const applied = appliedData(state, key);
    return {
      key,
      storedAt: storedAt(versions, data),
      revocable: revocable(versions, [data, applied]),
      lastTrial: trial === undefined ? null : toTrial(trial, digestsOf(applied), digestsOf(data)),
    };
  });
}

function appliedData(state: ConfigState, key: string): JsonObject | undefined {
  return state.applied.find((item) => item.kind === 'credential' && item.key === key)?.data;
}

function storedAt(versions: readonly SecretVersionHead[], data: JsonObject): string | null {
  const named = new Set(pinsOf(data).map(([, pin]) => referenceId(pin)));
  const moments = versions.filter((row) => named.has(versionId(row))).map((row) => row.createdAt.getTime());
  return moments.length === 0 ? null : new Date(Math.max(...moments)).toISOString();
}

/** Versions of the same secrets that still open although neither side names them. */
function revocable(versions: readonly SecretVersionHead[], sides: readonly (JsonObject | undefined)[]): number {
  const pins = sides.flatMap((data) => pinsOf(data).map(([, pin]) => pin));
  const secrets = new Set(pins.map(({ $secret }) => $secret));
  const named = new Set(pins.map(referenceId));
  return versions.filter((row) => row.revokedAt === null && secrets.has(row.secret) && !named.has(versionId(row)))
    .length;
}

type TrialRow = Awaited<ReturnType<typeof listItemTrials>>[number];

function toTrial(
  { ok, text, durationMs, at, by, digests }: TrialRow,
  applied: Readonly<Record<string, string>>,
  staged: Readonly<Record<string, string>>,
): CredentialTrial {
  const tried = equalJson(digests, applied) ? 'applied' : equalJson(digests, staged) ? 'staged' : 'other';
  return { ok, text, durationMs, at: at.toISOString(), by, tried };
}

const versionId = (row: SecretVersionHead) => `${row.secret}@${row.version}`;
