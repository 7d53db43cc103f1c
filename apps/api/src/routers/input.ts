import { itemKinds, type JsonObject, roles } from '@regent/core';
import { z } from 'zod';

/** Input words that several routers share. */
export const Kind = z.enum(itemKinds);
export const Key = z.string().min(1).max(512);
export const Ref = z.object({ kind: Kind, key: Key });
export const Version = z.int().min(0);
export const Data: z.ZodType<JsonObject, JsonObject> = z.record(z.string(), z.json());
export const RoleName = z.enum(roles);
export const Reason = z.string().trim().max(2_000);
export const YamlText = z.string().max(4 * 1024 * 1024);
export const Page = { cursor: z.int().min(0).nullish(), limit: z.int().min(1).max(200).default(50) };

/** One edit. Without a key it makes a new item; `baseRevision` is the applied revision that the form was opened on. */
export const Save = z.object({
  kind: Kind,
  key: Key.optional(),
  data: Data,
  baseVersion: Version,
  baseRevision: z.int().nullable().optional(),
  position: z.string().max(256).optional(),
  after: Key.optional(),
});
