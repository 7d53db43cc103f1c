import { type AssertionReport, type Diagnostic, type Item, starterAssertions, WrittenAssertion } from '@regent/core';
import { getSetting, putSetting } from '@regent/db';
import { evaluateAssertions } from '@regent/renderer';
import { z } from 'zod';
import type { App, Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { readState } from '../item/state.ts';

const ROW = 'assertions';
const Stored = z.array(WrittenAssertion);

/** What this installation asserts of its configuration; the starter set, switched off, until somebody saved one. */
export async function listAssertions(app: Pick<App, 'db'>): Promise<WrittenAssertion[]> {
  return Stored.parse((await getSetting(app.db, ROW)) ?? starterAssertions);
}

/** Replaces the whole list. It counts from the next Save, Review and Apply on. */
export async function saveAssertions(ctx: Ctx, assertions: readonly WrittenAssertion[]): Promise<WrittenAssertion[]> {
  await write(ctx, async (w) => {
    await putSetting(w.tx, ROW, [...assertions]);
    w.audit('assertion.save', 'assertions', JSON.stringify(assertions).slice(0, 4_000));
  });
  return listAssertions(ctx);
}

/** How each of these assertions, or of the saved ones, stands in what would be after Apply, switched on or not. */
export async function reportAssertions(
  ctx: Ctx,
  input: { assertions?: readonly WrittenAssertion[] | undefined },
): Promise<AssertionReport[]> {
  const { effective } = await readState(ctx.db);
  const facts = await factsOf(ctx);
  return (input.assertions ?? (await listAssertions(ctx))).map((one) => ({
    id: one.id,
    findings: evaluateAssertions(effective, [{ ...one, enabled: true }], facts),
  }));
}

/** Where the saved assertions do not hold in these items. */
export async function assertionFindings(
  app: Pick<App, 'db' | 'catalog'>,
  items: readonly Item[],
): Promise<Diagnostic[]> {
  const enabled = (await listAssertions(app)).filter((one) => one.enabled);
  return enabled.length === 0 ? [] : evaluateAssertions(items, enabled, await factsOf(app));
}

async function factsOf({ catalog }: Pick<App, 'catalog'>) {
  const known = await catalog.models();
  return { priced: new Set(known.filter((one) => one.inputCostPerToken !== null).map((one) => one.model)) };
}
