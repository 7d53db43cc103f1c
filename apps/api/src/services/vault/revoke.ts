import { actorName, AppError, itemName, type SecretReference, secretReferences } from '@regent/core';
import { activeRun, getRevision, listRevisions, referenceId, revisionsWithSecret } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { type Write, write } from '../../events/write.ts';
import { type ConfigState, loadState } from '../item/state.ts';
import { liveRevision } from '../revision/view.ts';
import { usedNow } from './versions.ts';

/** The revision that serves is among the newest. */
const RECENT = 50;

/**
 * Destroys an old version of a secret for good. Revisions that name it can be looked at, but not brought back whole.
 * @throws AppError `apply-running`, `not-found` also for one that is revoked already, `in-use` while something that is
 * applied, staged or still served names it
 */
export async function revokeSecretVersion(
  ctx: Ctx,
  input: { secret: string; version: number },
): Promise<{ revisions: readonly number[] }> {
  const reference: SecretReference = { $secret: input.secret, version: input.version };
  const serving = await liveRevision(ctx);
  return write(ctx, async (w) => {
    const state = await loadState(w.tx);
    await guardUse(w, state, reference, serving);
    const revoked = await ctx.vault.revoke(w.tx, reference, { by: actorName(ctx.actor), now: ctx.clock() });
    if (!revoked) throw new AppError('not-found', { detail: 'There is no such version, or it is revoked already.' });
    const revisions = await revisionsWithSecret(w.tx, reference);
    const of = state.effective.find((item) => secretReferences(item.data).some((one) => one.$secret === input.secret));
    w.audit(
      'vault.revoke',
      of === undefined ? `secret ${input.secret}` : `${of.kind} ${itemName(of)}`,
      `version ${input.version}${revisions.length === 0 ? '' : `; revisions ${revisions.join(', ')} cannot come back whole`}`,
    );
    w.tellItems(of?.kind ?? 'credential');
    return { revisions };
  });
}

async function guardUse(w: Write, state: ConfigState, reference: SecretReference, serving: number | null) {
  if ((await activeRun(w.tx)) !== null) throw new AppError('apply-running');
  const id = referenceId(reference);
  if (usedNow(state).has(id))
    throw new AppError('in-use', { detail: 'What is applied or staged uses this version. Apply the new one first.' });
  const served = serving ?? (await listRevisions(w.tx, { limit: RECENT })).find(isGood)?.number;
  const revision = served === undefined ? null : await getRevision(w.tx, served);
  const names = revision?.snapshot.flatMap(({ data }) => secretReferences(data)).map(referenceId) ?? [];
  if (names.includes(id))
    throw new AppError('in-use', { detail: `Revision ${served} uses this version, and it is the one that is served.` });
}

const isGood = ({ outcome }: { readonly outcome: string }) => outcome === 'live' || outcome === 'initial';
