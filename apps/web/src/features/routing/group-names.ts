import { createMemo } from 'solid-js';
import { api } from '../../lib/api.ts';
import { useQuery } from '../../lib/query.ts';
import type { Option } from '../../ui/combobox.tsx';
import { targetName } from './target.ts';

/** Everything that a client may call by name: groups and aliases. */
export function useCallable(): () => readonly Option[] {
  const models = useQuery(() => api.model.groups.options());
  const aliases = useAliases();
  return createMemo(() => {
    const groups = (models.data ?? []).filter(({ flag }) => flag !== 'deleted').map(({ name }) => name);
    return [
      ...[...new Set(groups)].sort().map((value) => ({ value, label: value })),
      ...[...aliases().keys()].map((value) => ({ value, label: value, note: 'alias' })),
    ];
  });
}

/** The names that a call of `name` passes through, itself first; a circle ends where it closes. */
export function useAliasChain(): (name: string) => readonly string[] {
  const aliases = useAliases();
  return (name) => {
    const chain = [name];
    for (let next = aliases().get(name); next && !chain.includes(next); next = aliases().get(next)) chain.push(next);
    return chain;
  };
}

function useAliases(): () => ReadonlyMap<string, string> {
  const list = useQuery(() => api.item.list.options({ kind: 'alias' }));
  return createMemo(
    () =>
      new Map(
        (list.data ?? [])
          .filter(({ flag }) => flag !== 'deleted')
          .map(({ name, data }) => [name, targetName(data.target ?? '')]),
      ),
  );
}
