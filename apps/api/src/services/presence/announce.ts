import { actorName, type ItemRef } from '@regent/core';
import { notify } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { CHANNEL, type Topic } from '../../events/topic.ts';

/** A form that is open says so again before this is over; one that is gone is forgotten. */
const LASTS_MS = 25_000;

/** Tells everybody who is editing which item. Nothing is stored: it lives on the event stream and ends by itself. */
export async function announcePresence(ctx: Ctx, input: ItemRef & { leaving?: boolean | undefined }): Promise<null> {
  const { kind, key, leaving } = input;
  const until = leaving ? null : new Date(ctx.clock().getTime() + LASTS_MS).toISOString();
  const topic: Topic = { topic: 'presence', kind, key, who: actorName(ctx.actor), until };
  await notify(ctx.db, CHANNEL, JSON.stringify(topic));
  return null;
}
