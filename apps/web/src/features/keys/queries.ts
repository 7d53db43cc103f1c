import { useQuery } from '../../lib/query.ts';
import { api } from '../../lib/api.ts';
import { queryClient } from '../../lib/query-client.ts';

/** The public names that a key may be limited to. */
export function useGroupNames() {
  const models = useQuery(() => api.model.groups.options());
  return () =>
    models.isSuccess
      ? [...new Set(models.data.filter(({ flag }) => flag !== 'new').map(({ name }) => name))].sort()
      : [];
}

export function keysChanged(): void {
  void queryClient.invalidateQueries({ queryKey: api.key.list.key() });
  void queryClient.invalidateQueries({ queryKey: api.dashboard.get.key() });
}
