import { equalJson, type ItemKind, type ItemView } from '@regent/core';
import { useQuery } from '../query.ts';
import { createSignal, Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';
import { api } from '../api.ts';
import { plural } from '../format.ts';
import { itemsChanged } from '../query-client.ts';
import type { Draft } from './draft.ts';

/** The field that others refer to. */
const nameFields: Partial<Record<ItemKind, string>> = {
  model: 'model_name',
  credential: 'credential_name',
  alias: 'name',
};

/** Shown while a name that is used elsewhere is being changed: Save would leave those places behind. */
export function RenameNotice(props: { readonly draft: Draft; readonly disabled: boolean }) {
  const field = () => nameFields[props.draft.kind];
  const typed = () => (field() === undefined ? '' : props.draft.text([field() ?? '']));
  const renaming = () => {
    const view = props.draft.view();
    return view !== null && field() !== undefined && typed() !== '' && typed() !== view.name ? view : null;
  };
  const usages = useQuery(() => {
    const view = renaming();
    return { ...api.item.usedBy.options({ kind: props.draft.kind, key: view?.key ?? '' }), enabled: view !== null };
  });
  /** A place that could not be looked up has no key, and is not renamed. */
  const places = () => (usages.isSuccess ? usages.data.filter(({ key }) => key !== '').length : 0);
  const [busy, setBusy] = createSignal(false);
  const rename = async (view: ItemView) => {
    setBusy(true);
    try {
      const staged = await renameEverywhere(view, typed(), props.draft);
      toast(`Renamed ${view.name} in ${plural(staged, 'place')}, staged`);
    } catch (error) {
      toastFailure(error);
    } finally {
      itemsChanged();
      setBusy(false);
    }
  };
  return (
    <Show when={!props.disabled && places() > 0 ? renaming() : null}>
      {(view) => (
        <section class="banner">
          <Icon name="routing" />
          <div>
            <strong>
              {plural(places(), 'place')} {places() === 1 ? 'names' : 'name'} {view().name}.
            </strong>{' '}
            <span class="quiet">Saved alone, they keep the old name.</span>
          </div>
          <Button small busy={busy()} onClick={() => void rename(view())}>
            Rename there too
          </Button>
        </section>
      )}
    </Show>
  );
}

/** Stages the new name at the item and wherever it is named, then whatever else was typed. Says how many were staged. */
async function renameEverywhere(view: ItemView, name: string, draft: Draft): Promise<number> {
  const data = draft.data();
  const { staged } = await api.item.rename.mutate({
    kind: view.kind,
    key: view.key,
    name,
    baseVersion: draft.baseVersion(),
  });
  const renamed = staged.find((item) => item.kind === view.kind && item.key === view.key);
  if (!renamed || equalJson(renamed.data, data)) draft.reset();
  else {
    await api.item.save.mutate({ kind: view.kind, key: view.key, data, baseVersion: renamed.version });
    draft.reset();
  }
  return staged.length;
}
