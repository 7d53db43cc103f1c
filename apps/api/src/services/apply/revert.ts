import { type Item, itemId, rebase, sameItem, type StagedFlag } from '@regent/core';
import {
  type ApplyRunRow,
  deleteApplied,
  deleteStaged,
  getRevision,
  insertRevision,
  listRevisions,
  putApplied,
  rebaseStaged,
  type RevisionChangeRow,
  type RevisionRow,
  setRevisionOutcome,
} from '@regent/db';
import type { Watch } from '@regent/servant';
import { type App, systemCtx } from '../../app-context.ts';
import { type Write, write } from '../../events/write.ts';
import { type ConfigState, loadState } from '../item/state.ts';
import { loadSettings } from '../setting/settings.ts';

/** The good artifact is that of one of the newest revisions. */
const RECENT = 100;

/** What came of a revert: the revision that says again what the good one said; null when nothing had to be recorded. */
export interface Reverted {
  readonly back: number | null;
  readonly recorded: number | null;
}

/**
 * Records what the watchdog has done: the revision that it took back is `reverted`, and a new one says what the good one
 * said, so that file, applied items and history agree again. Afterwards nothing of the watch is left.
 */
export async function recordRevert(app: App, run: ApplyRunRow, watch: Watch): Promise<Reverted> {
  const { readyTimeoutMs } = await loadSettings(app.db);
  const result = await app.servant.reload({ deadlineMs: readyTimeoutMs });
  const serves = result.outcome === 'serving';
  const reverted = await write(systemCtx(app, 'regent'), async (w): Promise<Reverted> => {
    const state = await loadState(w.tx);
    if (run.revision !== null) await setRevisionOutcome(w.tx, run.revision, { outcome: 'reverted' });
    const head = await getRevision(w.tx, state.revision);
    const good = await revisionOfArtifact(w, watch);
    if (good === null || head?.artifactHash === watch.back.hash) return { back: good?.number ?? null, recorded: null };
    const number = state.revision + 1;
    const row: RevisionRow = {
      ...good,
      ...{ number, parent: state.revision, author: 'regent', createdAt: app.clock() },
      reason: `Back to revision ${good.number}: revision ${run.revision ?? number} was not kept`,
      ...{ outcome: serves ? 'live' : 'unhealthy', note: '', tags: [] },
      ...{ insisted: false, selected: false, approvedBy: null, overrideReason: null },
      artifactHash: watch.back.hash,
    };
    await insertRevision(w.tx, row, await applySnapshot(w, { state, row }));
    w.audit('change.revert', `revision ${number}`, row.reason);
    w.tell({ topic: 'servant' });
    return { back: good.number, recorded: number };
  });
  await app.servant.watchdog?.forget(watch.run);
  return reverted;
}

async function revisionOfArtifact(w: Write, { back }: Watch): Promise<RevisionRow | null> {
  const named = back.revision === null ? null : await getRevision(w.tx, back.revision);
  if (named?.artifactHash === back.hash) return named;
  const same = (await listRevisions(w.tx, { limit: RECENT })).find((row) => row.artifactHash === back.hash);
  return same === undefined ? null : getRevision(w.tx, same.number);
}

/** Makes the applied items those of the revision; what is staged stays, now on top of it. */
async function applySnapshot(
  w: Write,
  { state, row }: { state: ConfigState; row: RevisionRow },
): Promise<Omit<RevisionChangeRow, 'revision'>[]> {
  const wanted = new Map(row.snapshot.map((item) => [itemId(item), item]));
  const changes: Omit<RevisionChangeRow, 'revision'>[] = [];
  const note = (item: Item, flag: StagedFlag, sides: Pick<RevisionChangeRow, 'before' | 'after'>) => {
    const { kind, key } = item;
    changes.push({ kind, key, flag, author: row.author, version: 0, stagedAt: row.createdAt, ...sides });
    w.tellItems(kind);
  };
  const applied = new Map(state.applied.map((item) => [itemId(item), item]));
  for (const item of applied.values()) {
    if (wanted.has(itemId(item))) continue;
    await deleteApplied(w.tx, item);
    note(item, 'deleted', { before: item.data, after: null });
  }
  for (const item of wanted.values()) {
    const before = applied.get(itemId(item));
    if (before !== undefined && sameItem(before, item)) continue;
    await putApplied(w.tx, item, row.number);
    note(item, before === undefined ? 'new' : 'changed', { before: before?.data ?? null, after: item.data });
  }
  await keepStaged(w, state, row);
  return changes;
}

async function keepStaged(w: Write, state: ConfigState, row: RevisionRow): Promise<void> {
  const kept = rebase({ staged: state.staged, frozen: [], applied: row.snapshot, revision: row.number });
  const keptIds = new Set(kept.map(itemId));
  for (const staged of state.staged) if (!keptIds.has(itemId(staged))) await deleteStaged(w.tx, staged);
  for (const staged of kept) await rebaseStaged(w.tx, staged, { flag: staged.flag, baseRevision: staged.baseRevision });
}
