import { useMutation } from '@tanstack/solid-query';
import { useQuery } from '../../lib/query.ts';
import { Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { queryClient } from '../../lib/query-client.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/states.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';
import { RelativeTime } from '../../ui/words.tsx';

/** The store of secrets: how much it holds, how old its keys are, and their rotation. Only administrators see it. */
export function Vault() {
  const mayEdit = useMayEdit();
  return (
    <Show when={mayEdit()}>
      <section>
        <div class="group-title">
          <h2>Vault</h2>
          <small>secrets, encrypted in Regent's database</small>
        </div>
        <Keys />
      </section>
    </Show>
  );
}

function Keys() {
  const status = useQuery(() => api.vault.status.options());
  const done = (text: string) => {
    toast(text);
    void queryClient.invalidateQueries({ queryKey: api.vault.status.key() });
  };
  const rotateData = useMutation(() => ({
    mutationFn: () => api.vault.rotateDataKey.mutate(),
    onSuccess: ({ resealed }) => done(`A new data key seals ${plural(resealed, 'secret version')}`),
    onError: toastFailure,
  }));
  const rewrap = useMutation(() => ({
    mutationFn: () => api.vault.rotateKeyEncryptionKey.mutate(),
    onSuccess: ({ rewrapped }) => done(`${plural(rewrapped, 'data key')} wrapped by the newest key`),
    onError: toastFailure,
  }));
  return (
    <Loaded query={status} what="The vault could not be asked." rows={2}>
      {(data) => (
        <div class="group">
          <div class="item">
            <div>
              {plural(data().secrets, 'secret')} <small>in {plural(data().versions, 'version')}</small>
              <small class="block">
                <Show when={data().dataKeyCreatedAt} fallback="Nothing is sealed yet">
                  {(at) => (
                    <>
                      data key made <RelativeTime at={at()} />
                    </>
                  )}
                </Show>
              </small>
            </div>
            <span class="push" />
            <Button small busy={rotateData.isPending} onClick={() => rotateData.mutate()}>
              Rotate the data key
            </Button>
          </div>
          <Show when={data().wrappedByPrevious > 0}>
            <div class="item">
              <div>
                {plural(data().wrappedByPrevious, 'data key')} still need an older key of REGENT_VAULT_KEY
                <small class="block">Wrap them by the newest one; then the older key can be taken away.</small>
              </div>
              <span class="push" />
              <Button small busy={rewrap.isPending} onClick={() => rewrap.mutate()}>
                Wrap again
              </Button>
            </div>
          </Show>
        </div>
      )}
    </Loaded>
  );
}
