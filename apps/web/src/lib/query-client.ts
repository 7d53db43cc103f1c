import { MutationCache, QueryCache, QueryClient } from '@tanstack/solid-query';
import { api } from './api.ts';
import { toFailure } from './failure.ts';

/** A session that ended anywhere sends this tab to the sign-in page, with what was typed kept. */
function onFailure(error: unknown): void {
  if (toFailure(error).code === 'not-signed-in') queryClient.setQueryData(api.session.current.key(), null);
}

/** The event stream says what changed, so data stays fresh until told otherwise. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: onFailure }),
  mutationCache: new MutationCache({ onError: onFailure }),
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => toFailure(error).code === 'offline' && count < 2,
    },
  },
});

/** Marks everything that an edit of items changes as out of date. */
export function itemsChanged(): void {
  const { change, dashboard, item, model, rendered } = api;
  const touched = [
    item.list,
    item.get,
    item.usedBy,
    model.groups,
    change.summary,
    change.review,
    rendered.get,
    dashboard.get,
  ];
  for (const procedure of touched) void queryClient.invalidateQueries({ queryKey: procedure.key() });
}
