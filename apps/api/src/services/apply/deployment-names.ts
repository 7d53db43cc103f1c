import { itemName } from '@regent/core';
import type { ApplyRunRow } from '@regent/db';

/** Deployments of a run as people know them: by the public name of their model, with the id where that is not unique. */
export function deploymentNames(run: Pick<ApplyRunRow, 'snapshot'>, ids: readonly string[]): string {
  const names = new Map(run.snapshot.filter(({ kind }) => kind === 'model').map((item) => [item.key, itemName(item)]));
  const shared = (name: string) => [...names.values()].filter((other) => other === name).length > 1;
  return ids
    .map((id) => {
      const name = names.get(id);
      if (name === undefined) return id;
      return shared(name) ? `${name} (${id})` : name;
    })
    .join(', ');
}
