import { AppError, type DiscoveryDiff } from '@regent/core';
import { claimDiscovery, type DiscoveryRow, getDiscovery, updateDiscovery } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { readState } from '../item/state.ts';
import { diffOffer } from './diff.ts';
import { type Offered, offerOf } from './offer.ts';

/**
 * Asks one upstream and opens, updates or closes its proposal. Nothing is staged. A deployment counts as gone only after
 * `missesMax` answers in a row without it; an upstream that does not answer counts for nothing.
 */
export async function runSource(ctx: Ctx, row: DiscoveryRow): Promise<void> {
  if (!(await claimDiscovery(ctx.db, row, ctx.clock()))) return;
  const state = await readState(ctx.db);
  let offered: Offered[];
  try {
    offered = await offerOf(ctx, state, row);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await updateDiscovery(ctx.db, row.id, { lastError: error.detail ?? error.message });
    return;
  }
  const diff = diffOffer(offered, { wish: row, state });
  await write(ctx, async (w) => {
    // Somebody may have decided about the last proposal while the upstream was asked.
    const now = await getDiscovery(w.tx, row.id);
    if (now === null) return;
    const misses = Object.fromEntries(diff.gone.map(({ key }) => [key, (now.misses[key] ?? 0) + 1]));
    const proposal = proposalOf(diff, { ...now, misses });
    const isNew = JSON.stringify(proposal) !== JSON.stringify(now.proposal);
    await updateDiscovery(w.tx, row.id, {
      misses,
      proposal,
      proposedAt: isNew ? (proposal === null ? null : ctx.clock()) : now.proposedAt,
      lastError: null,
      // What is offered no longer or the same again may be asked about when it comes back.
      dismissed: now.dismissed.filter((one) => marksOf(diff).includes(one)),
    });
    if (!isNew) return;
    if (proposal !== null) w.audit('discovery.propose', row.provider, words(proposal));
    w.tellItems('model');
  });
}

/** Asks one upstream without waiting for its time. @throws AppError `not-found` */
export async function runNow(ctx: Ctx, id: string): Promise<null> {
  const row = await getDiscovery(ctx.db, id);
  if (row === null) throw new AppError('not-found');
  await runSource(ctx, row);
  return null;
}

/** The part of a difference that is worth a question; null when there is none. */
function proposalOf(
  diff: DiscoveryDiff,
  row: Pick<DiscoveryRow, 'misses' | 'missesMax' | 'dismissed'>,
): DiscoveryDiff | null {
  const isWanted = (mark: string) => !row.dismissed.includes(mark);
  const added = diff.added.filter((one) => isWanted(marks.added(one)));
  const changed = diff.changed.filter((one) => isWanted(marks.changed(one)));
  const gone = diff.gone.filter((one) => (row.misses[one.key] ?? 0) >= row.missesMax && isWanted(marks.gone(one)));
  return added.length + changed.length + gone.length === 0 ? null : { added, changed, gone, same: diff.same };
}

const marks = {
  added: ({ id }: DiscoveryDiff['added'][number]) => `added ${id}`,
  gone: ({ key }: DiscoveryDiff['gone'][number]) => `gone ${key}`,
  changed: ({ key, after }: DiscoveryDiff['changed'][number]) => `changed ${key} ${after}`,
} as const;

/** Names every line of a difference, so that a dismissed one is known again. */
export function marksOf(diff: DiscoveryDiff): string[] {
  return [...diff.added.map(marks.added), ...diff.gone.map(marks.gone), ...diff.changed.map(marks.changed)];
}

const words = ({ added, gone, changed }: DiscoveryDiff) =>
  `${added.length} new, ${gone.length} gone, ${changed.length} changed`;
