import { useQuery } from '../../lib/query.ts';
import { createMemo } from 'solid-js';
import { api } from '../../lib/api.ts';
import type { Option } from '../../ui/combobox.tsx';

/** Everything that a client may call by name: groups and aliases. */
export function useCallable(): () => readonly Option[] {
  const models = useQuery(() => api.model.groups.options());
  const aliases = useQuery(() => api.item.list.options({ kind: 'alias' }));
  return createMemo(() => {
    const groups = [
      ...new Set(
        (models.isSuccess ? models.data : []).filter(({ flag }) => flag !== 'deleted').map(({ name }) => name),
      ),
    ].sort();
    const others = (aliases.isSuccess ? aliases.data : [])
      .filter(({ flag }) => flag !== 'deleted')
      .map(({ name }) => name);
    return [
      ...groups.map((value) => ({ value, label: value })),
      ...others.map((value) => ({ value, label: value, note: 'alias' })),
    ];
  });
}
