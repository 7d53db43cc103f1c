import type { DriftView } from '@regent/core';
import { useMutation } from '@tanstack/solid-query';
import { Show } from 'solid-js';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { toast, toastFailure } from '../ui/toasts.tsx';
import { RelativeTime } from '../ui/words.tsx';
import { api } from './api.ts';
import { itemsChanged } from './query-client.ts';
import { useMayEdit } from './session.ts';

/** The file or the engine is not as applied: what differs, since when, and the two answers. */
export function DriftBanner(props: { readonly drift: Pick<DriftView, 'text' | 'since'> }) {
  const mayEdit = useMayEdit();
  const accept = useMutation(() => ({
    mutationFn: (action: 'restore' | 'adopt') => api.servant.acceptDrift.mutate({ action }),
    onSuccess: (_, action) => {
      itemsChanged();
      toast(
        action === 'restore'
          ? 'The applied configuration is written again'
          : 'The change of the file is staged; review it',
      );
    },
    onError: toastFailure,
  }));
  return (
    <section class="banner bad drift" role="alert">
      <Icon name="warn" />
      <div>
        <strong>{props.drift.text}</strong>{' '}
        <span class="quiet">
          Noticed <RelativeTime at={props.drift.since} />.
        </span>
      </div>
      <Show when={mayEdit()}>
        <Button busy={accept.isPending} onClick={() => accept.mutate('adopt')}>
          Adopt into staging
        </Button>
        <Button busy={accept.isPending} onClick={() => accept.mutate('restore')}>
          Restore applied
        </Button>
      </Show>
    </section>
  );
}
