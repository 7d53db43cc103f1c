import type { ModelView } from '@regent/core';
import { useQuery } from '../../lib/query.ts';
import { withValue } from '../../lib/item/path.ts';
import { restoreItem } from '../../lib/item/save.ts';
import { api } from '../../lib/api.ts';
import { itemsChanged } from '../../lib/query-client.ts';
import { toast, toastFailure } from '../../ui/toasts.tsx';

export { useProviders } from '../../lib/providers.ts';

export function useModels() {
  return useQuery(() => api.model.groups.options());
}

export function useCredentials() {
  return useQuery(() => api.item.list.options({ kind: 'credential' }));
}

/** Stages the switch of one deployment. On is the default and leaves no key behind. */
export async function setEnabled(model: ModelView, on: boolean): Promise<void> {
  try {
    const data = withValue(model.data, ['$regent', 'enabled'], on ? undefined : false);
    const { item } = await api.item.save.mutate({ kind: 'model', key: model.key, data, baseVersion: model.version });
    itemsChanged();
    toast(`${on ? 'Enabled' : 'Disabled'} ${model.name} in staging`, () => void restoreItem(model, item));
  } catch (error) {
    toastFailure(error);
  }
}

/** Takes back what is staged for one deployment. */
export async function undoStaged(model: ModelView): Promise<void> {
  try {
    await api.change.discard.mutate({ items: [{ kind: 'model', key: model.key }] });
    itemsChanged();
  } catch (error) {
    toastFailure(error);
  }
}
