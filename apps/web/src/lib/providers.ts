import { api } from './api.ts';
import { useQuery } from './query.ts';

/** What the engine's own forms know of each provider; it does not change while the engine runs. */
export function useProviders() {
  return useQuery(() => ({ ...api.catalog.providers.options(), staleTime: Number.POSITIVE_INFINITY }));
}
