import { type SecretReference, secretReferences, type SecretVersionView } from '@regent/core';
import { listSecretVersions, referenceId, revisionsWithSecret } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { type ConfigState, readState } from '../item/state.ts';

/** Age, author and use of each version of these secrets, the newest first. Never a value. */
export async function secretVersions(ctx: Ctx, input: { secrets: readonly string[] }): Promise<SecretVersionView[]> {
  const rows = await listSecretVersions(ctx.db, input.secrets);
  const used = usedNow(await readState(ctx.db));
  const views: SecretVersionView[] = [];
  for (const { secret, version, createdAt, createdBy, revokedAt, revokedBy } of rows) {
    const reference: SecretReference = { $secret: secret, version };
    views.push({
      ...{ secret, version, createdAt: createdAt.toISOString(), createdBy },
      ...{ revokedAt: revokedAt?.toISOString() ?? null, revokedBy },
      inUse: used.has(referenceId(reference)),
      revisions: await revisionsWithSecret(ctx.db, reference),
    });
  }
  return views;
}

/** Every version that what is applied or staged names, by its id. */
export function usedNow(state: ConfigState): ReadonlySet<string> {
  const items = [...state.applied, ...state.effective];
  return new Set(items.flatMap(({ data }) => secretReferences(data)).map(referenceId));
}
