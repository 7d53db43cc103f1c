import type { DraftCheck, ItemView, SaveResult, Usage } from '@regent/core';
import { z } from 'zod';
import { checkDraft } from '../services/item/check.ts';
import { getItem, listItems } from '../services/item/list.ts';
import { moveItem } from '../services/item/move.ts';
import { removeItem } from '../services/item/remove.ts';
import { renameItem } from '../services/item/rename.ts';
import { saveItem, saveItems } from '../services/item/save.ts';
import { usedBy } from '../services/item/used-by.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';
import { Data, Key, Kind, Ref, Save, Version } from './input.ts';

const List = z.object({ kind: Kind.optional(), kinds: z.array(Kind).optional() });
const SaveMany = z.object({ items: z.array(Save).min(1).max(5_000) });
const Remove = Ref.extend({ baseVersion: Version });
const Check = z.object({ kind: Kind, key: Key.optional(), data: Data });
const Rename = Ref.extend({ name: z.string().trim().min(1).max(512), baseVersion: Version });
const Move = Ref.extend({ before: Key.optional(), after: Key.optional() });

export const itemRouter = router({
  list: viewerProcedure.input(List).query(({ ctx, input }): Promise<ItemView[]> => listItems(ctx.service, input)),
  get: viewerProcedure.input(Ref).query(({ ctx, input }): Promise<ItemView> => getItem(ctx.service, input)),
  save: adminProcedure.input(Save).mutation(({ ctx, input }): Promise<SaveResult> => saveItem(ctx.service, input)),
  saveMany: adminProcedure
    .input(SaveMany)
    .mutation(({ ctx, input }): Promise<SaveResult[]> => saveItems(ctx.service, input.items)),
  remove: adminProcedure
    .input(Remove)
    .mutation(({ ctx, input }): Promise<ItemView | null> => removeItem(ctx.service, input)),
  // A mutation although it stores nothing: drafts hold secrets, and those do not belong into an address.
  check: adminProcedure.input(Check).mutation(({ ctx, input }): Promise<DraftCheck> => checkDraft(ctx.service, input)),
  usedBy: viewerProcedure.input(Ref).query(({ ctx, input }): Promise<Usage[]> => usedBy(ctx.service, input)),
  rename: adminProcedure
    .input(Rename)
    .mutation(({ ctx, input }): Promise<{ staged: ItemView[] }> => renameItem(ctx.service, input)),
  move: adminProcedure.input(Move).mutation(({ ctx, input }): Promise<ItemView> => moveItem(ctx.service, input)),
});
