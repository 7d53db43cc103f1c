import type { DraftCheck, ItemView, SaveResult, Usage } from '@regent/core';
import { z } from 'zod';
import { pending } from '../trpc/pending.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';
import { Data, Key, Kind, Ref, Save, Version } from './input.ts';

const List = z.object({ kind: Kind.optional(), kinds: z.array(Kind).optional() });
const SaveMany = z.object({ items: z.array(Save).min(1).max(5_000) });
const Remove = Ref.extend({ baseVersion: Version });
const Check = z.object({ kind: Kind, key: Key.optional(), data: Data });
const Rename = Ref.extend({ name: z.string().trim().min(1).max(512), baseVersion: Version });
const Move = Ref.extend({ before: Key.optional(), after: Key.optional() });

export const itemRouter = router({
  list: viewerProcedure.input(List).query((): Promise<ItemView[]> => pending()),
  get: viewerProcedure.input(Ref).query((): Promise<ItemView> => pending()),
  save: adminProcedure.input(Save).mutation((): Promise<SaveResult> => pending()),
  saveMany: adminProcedure.input(SaveMany).mutation((): Promise<SaveResult[]> => pending()),
  remove: adminProcedure.input(Remove).mutation((): Promise<ItemView | null> => pending()),
  // A mutation although it stores nothing: drafts hold secrets, and those do not belong into an address.
  check: adminProcedure.input(Check).mutation((): Promise<DraftCheck> => pending()),
  usedBy: viewerProcedure.input(Ref).query((): Promise<Usage[]> => pending()),
  rename: adminProcedure.input(Rename).mutation((): Promise<{ staged: ItemView[] }> => pending()),
  move: adminProcedure.input(Move).mutation((): Promise<ItemView> => pending()),
});
