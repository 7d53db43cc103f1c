import { actorName, AppError, type BisectView } from '@regent/core';
import { type Database, deleteSetting, getSetting, listRevisions, putSetting } from '@regent/db';
import { z } from 'zod';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';

const ROW = 'bisect';

const Search = z.object({
  good: z.int(),
  bad: z.int(),
  judged: z.array(z.object({ number: z.int(), good: z.boolean() })),
  startedBy: z.string(),
});
type Search = z.infer<typeof Search>;

/** The search that is under way, for everybody; null when there is none. */
export async function bisect(ctx: Ctx): Promise<BisectView | null> {
  const search = await current(ctx.db);
  return search === null ? null : toView(search, await candidates(ctx.db, search));
}

/** Begins to halve what lies between; another search ends. @throws AppError `bad-input` */
export async function startBisect(ctx: Ctx, input: { good: number; bad: number }): Promise<BisectView> {
  if (input.good >= input.bad) throw new AppError('bad-input', { detail: 'The good revision is older than the bad.' });
  return save(ctx, { ...input, judged: [], startedBy: actorName(ctx.actor) });
}

/** What a person found about the revision that was tried. @throws AppError `not-found`, `bad-input` */
export async function judgeBisect(ctx: Ctx, input: { number: number; good: boolean }): Promise<BisectView> {
  const search = await current(ctx.db);
  if (search === null) throw new AppError('not-found', { detail: 'No search is under way.' });
  const view = toView(search, await candidates(ctx.db, search));
  if (view.next !== input.number)
    throw new AppError('bad-input', { detail: `Revision ${input.number} is not the one in question.` });
  return save(ctx, { ...search, judged: [...search.judged, input] });
}

export function stopBisect(ctx: Ctx): Promise<null> {
  return write(ctx, async (w) => {
    await deleteSetting(w.tx, ROW);
    w.audit('revision.bisect-stop', 'bisect');
    return null;
  });
}

/** Halves the revisions between the newest that is known good and the oldest that is known bad. */
export function toView(search: Search, between: readonly number[]): BisectView {
  const good = Math.max(search.good, ...search.judged.filter((one) => one.good).map(({ number }) => number));
  const bad = Math.min(search.bad, ...search.judged.filter((one) => !one.good).map(({ number }) => number));
  const open = between.filter((number) => number > good && number < bad).toSorted((a, b) => a - b);
  const next = open[Math.floor(open.length / 2)] ?? null;
  return { ...search, next, left: open.length, culprit: next === null ? bad : null };
}

async function save(ctx: Ctx, search: Search): Promise<BisectView> {
  const view = toView(search, await candidates(ctx.db, search));
  await write(ctx, async (w) => {
    await putSetting(w.tx, ROW, search);
    const last = search.judged.at(-1);
    const said = last === undefined ? 'begun' : `revision ${last.number} is ${last.good ? 'good' : 'bad'}`;
    w.audit('revision.bisect', `revisions ${search.good} to ${search.bad}`, said);
  });
  return view;
}

async function current(db: Database): Promise<Search | null> {
  const read = Search.safeParse(await getSetting(db, ROW));
  return read.success ? read.data : null;
}

/** Revisions that people have lived with; one that failed or was taken back tells nothing. */
async function candidates(db: Database, { good, bad }: Search): Promise<number[]> {
  const rows = await listRevisions(db, { cursor: bad, limit: bad - good });
  return rows.filter((row) => row.number > good && row.outcome === 'live').map(({ number }) => number);
}
