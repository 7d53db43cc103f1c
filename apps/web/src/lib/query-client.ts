import type { ItemView, ModelView } from '@regent/core';
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
  const { assertion, change, credential, dashboard, discovery, integrity, item, model, rendered, vault } = api;
  const touched = [
    item.list,
    item.get,
    item.usedBy,
    model.groups,
    change.summary,
    change.review,
    change.findings,
    integrity.report,
    integrity.reachable,
    integrity.keys,
    assertion.report,
    rendered.get,
    dashboard.get,
    discovery.list,
    credential.status,
    credential.watch,
    vault.versions,
  ];
  for (const procedure of touched) void queryClient.invalidateQueries({ queryKey: procedure.key() });
}

/** Shows what a Save answered at once, before the lists are read again. */
export function itemSaved(item: ItemView): void {
  const isIt = (one: ItemView) => one.kind === item.kind && one.key === item.key;
  for (const [queryKey, list] of queryClient.getQueriesData<readonly ItemView[]>({ queryKey: api.item.list.key() })) {
    if (list?.some(isIt))
      queryClient.setQueryData(
        queryKey,
        list.map((one) => (isIt(one) ? item : one)),
      );
    else if (list && asksFor(queryKey, item.kind)) queryClient.setQueryData(queryKey, [...list, item]);
  }
  if (item.kind !== 'model') return;
  queryClient.setQueryData<readonly ModelView[]>(api.model.groups.key(), (models) =>
    models?.some(isIt)
      ? models.map((one) => (isIt(one) ? { ...one, ...item } : one))
      : models && [...models, newModel(item)],
  );
}

function asksFor(queryKey: readonly unknown[], kind: ItemView['kind']): boolean {
  const input = queryKey[1] as { readonly kind?: string; readonly kinds?: readonly string[] } | undefined;
  return input?.kind === kind || input?.kinds?.includes(kind) === true;
}

/** A deployment of which only the item is known yet. */
function newModel(item: ItemView): ModelView {
  return {
    ...item,
    provider: null,
    enabled: true,
    price: null,
    health: { id: item.key, state: 'unknown', text: null, at: null },
  };
}
