import { AppError, type DiscoveryView } from '@regent/core';
import { deleteDiscovery, type DiscoveryRow, getDiscovery, listDiscoveries, putDiscovery } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';

/** An upstream to be asked by schedule. Without an id it is a new one. */
export interface SourceWish {
  readonly id?: string | undefined;
  readonly provider: string;
  readonly apiBase?: string | null | undefined;
  readonly credentialKey?: string | null | undefined;
  readonly everyMinutes: number;
  readonly missesMax: number;
  readonly enabled: boolean;
}

/** Every upstream that is asked by schedule, with its open proposal. */
export async function listSources(ctx: Ctx): Promise<DiscoveryView[]> {
  return (await listDiscoveries(ctx.db)).map(viewOf);
}

/** @throws AppError `not-found` */
export function saveSource(ctx: Ctx, wish: SourceWish): Promise<DiscoveryView> {
  return write(ctx, async (w) => {
    const before = wish.id === undefined ? null : await getDiscovery(w.tx, wish.id);
    if (wish.id !== undefined && before === null) throw new AppError('not-found');
    const { provider, everyMinutes, missesMax, enabled } = wish;
    const row: DiscoveryRow = {
      ...(before ?? { id: ctx.newId(), ...untouched }),
      ...{ provider, everyMinutes, missesMax, enabled },
      apiBase: wish.apiBase ?? null,
      credentialKey: wish.credentialKey ?? null,
    };
    await putDiscovery(w.tx, row);
    w.audit('discovery.save', provider, row.apiBase ?? row.credentialKey ?? undefined);
    w.tellItems('model');
    return viewOf(row);
  });
}

const untouched = { lastRunAt: null, lastError: null, proposal: null, proposedAt: null, misses: {}, dismissed: [] };

export function removeSource(ctx: Ctx, id: string): Promise<null> {
  return write(ctx, async (w) => {
    const row = await getDiscovery(w.tx, id);
    if (row === null) return null;
    await deleteDiscovery(w.tx, id);
    w.audit('discovery.remove', row.provider);
    w.tellItems('model');
    return null;
  });
}

function viewOf(row: DiscoveryRow): DiscoveryView {
  const { misses: _misses, dismissed: _dismissed, lastRunAt, proposedAt, ...rest } = row;
  return {
    ...rest,
    lastRunAt: lastRunAt?.toISOString() ?? null,
    proposedAt: proposedAt?.toISOString() ?? null,
  };
}
