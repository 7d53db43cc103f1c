import type { DriftView } from '@regent/core';
import { useMutation } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import { Button } from '../ui/button.tsx';
import { TextInput } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { toast, toastFailure } from '../ui/toasts.tsx';
import { RelativeTime } from '../ui/words.tsx';
import { api } from './api.ts';
import { itemsChanged, queryClient } from './query-client.ts';
import { useMayEdit } from './session.ts';

type DriftAnswer = Parameters<typeof api.servant.acceptDrift.mutate>[0];

const done: Readonly<Record<DriftAnswer['action'], string>> = {
  restore: 'The applied configuration is written again',
  adopt: 'What differs is staged; review it',
  ignore: 'Ignored until then, or until something else differs',
};

/** The file or the engine is not as applied: what differs, since when, and the three answers. */
export function DriftBanner(props: { readonly drift: Pick<DriftView, 'text' | 'since'> }) {
  const mayEdit = useMayEdit();
  const [ignoring, setIgnoring] = createSignal(false);
  const accept = useMutation(() => ({
    mutationFn: (answer: DriftAnswer) => api.servant.acceptDrift.mutate(answer),
    onSuccess: (_, { action }) => {
      itemsChanged();
      void queryClient.invalidateQueries({ queryKey: api.servant.status.key() });
      toast(done[action]);
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
      <Show when={ignoring()}>
        <IgnoreForm busy={accept.isPending} onIgnore={(answer) => accept.mutate(answer)} />
      </Show>
      <Show when={mayEdit() && !ignoring()}>
        <Button look="plain" onClick={() => setIgnoring(true)}>
          Ignore until…
        </Button>
        <Button busy={accept.isPending} onClick={() => accept.mutate({ action: 'adopt' })}>
          Adopt into staging
        </Button>
        <Button busy={accept.isPending} onClick={() => accept.mutate({ action: 'restore' })}>
          Restore applied
        </Button>
      </Show>
    </section>
  );
}

/** Living with it has an end and a reason, which the audit keeps. */
function IgnoreForm(props: { readonly busy: boolean; readonly onIgnore: (answer: DriftAnswer) => void }) {
  const [date, setDate] = createSignal('');
  const [reason, setReason] = createSignal('');
  const ignore = () =>
    props.onIgnore({ action: 'ignore', until: new Date(`${date()}T23:59`).toISOString(), reason: reason() });
  return (
    <>
      <TextInput type="date" aria-label="Ignore until" value={date()} onValue={setDate} />
      <TextInput aria-label="Reason to ignore" placeholder="Reason" value={reason()} onValue={setReason} />
      <Button busy={props.busy} disabled={date() === '' || reason().trim() === ''} onClick={ignore}>
        Ignore
      </Button>
    </>
  );
}
