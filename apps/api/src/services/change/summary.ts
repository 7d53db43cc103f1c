import type { ChangeSummary, ItemKind } from '@regent/core';
import { activeRun, type Database, latestRevision, listRunEvents, listStaged } from '@regent/db';
import { toRunView } from '../apply/run-view.ts';

/** Drives the Apply bar: how much is staged, by whom, and the run that is under way. */
export async function changeSummary(db: Database): Promise<ChangeSummary> {
  const rows = await listStaged(db);
  const run = await activeRun(db);
  const byKind: Partial<Record<ItemKind, number>> = {};
  for (const row of rows) byKind[row.kind] = (byKind[row.kind] ?? 0) + 1;
  return {
    count: rows.length,
    people: [...new Set(rows.map((row) => row.author))].sort(),
    byKind,
    run: run === null ? null : toRunView(run, await listRunEvents(db, run.id)),
    revision: (await latestRevision(db))?.number ?? 0,
  };
}
