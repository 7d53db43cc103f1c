import type { ItemKind } from '@regent/core';
import { eq } from 'drizzle-orm';
import type { Database } from '../connection/database.ts';
import { itemTrial } from '../schema/index.ts';

type ItemTrialRow = typeof itemTrial.$inferSelect;

export function listItemTrials(db: Database, kind: ItemKind): Promise<ItemTrialRow[]> {
  return db.select().from(itemTrial).where(eq(itemTrial.kind, kind));
}

/** Takes the place of the trial before. */
export async function putItemTrial(tx: Database, row: ItemTrialRow): Promise<void> {
  await tx
    .insert(itemTrial)
    .values(row)
    .onConflictDoUpdate({ target: [itemTrial.kind, itemTrial.key], set: row });
}
