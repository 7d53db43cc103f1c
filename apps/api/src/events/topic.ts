import { itemKinds } from '@regent/core';
import { z } from 'zod';

/** What a transaction tells all processes through Postgres: names of things, never the things. */
export const Topic = z.discriminatedUnion('topic', [
  z.object({ topic: z.literal('items'), kinds: z.array(z.enum(itemKinds)) }),
  z.object({ topic: z.literal('run'), id: z.string() }),
  z.object({ topic: z.literal('servant') }),
  z.object({
    topic: z.literal('presence'),
    kind: z.enum(itemKinds),
    key: z.string(),
    who: z.string(),
    until: z.string().nullable(),
  }),
]);
export type Topic = z.infer<typeof Topic>;

export const CHANNEL = 'regent';
