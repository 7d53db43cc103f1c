import { api } from '../../lib/api.ts';
import { useQuery } from '../../lib/query.ts';

/** The loggers that the engine knows; they do not change while it runs. */
export function useCallbacks() {
  return useQuery(() => ({ ...api.catalog.callbacks.options(), staleTime: Number.POSITIVE_INFINITY }));
}
