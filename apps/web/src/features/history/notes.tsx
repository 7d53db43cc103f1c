import type { RevisionView } from '@regent/core';
import { createSignal, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { queryClient } from '../../lib/query-client.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { toastFailure } from '../../ui/toasts.tsx';
import { TokenField } from '../../ui/token-field.tsx';

/** What people wrote about a revision afterwards. */
export function Notes(props: { readonly revision: RevisionView; readonly mayEdit: boolean }) {
  const [note, setNote] = createSignal<string | null>(null);
  const [tags, setTags] = createSignal<readonly string[] | null>(null);
  const [busy, setBusy] = createSignal(false);
  const save = async () => {
    setBusy(true);
    try {
      const { number } = props.revision;
      await api.revision.annotate.mutate({
        number,
        note: note() ?? props.revision.note,
        tags: [...(tags() ?? props.revision.tags)],
      });
      await queryClient.invalidateQueries({ queryKey: api.revision.list.key() });
      setNote(null);
      setTags(null);
    } catch (error) {
      toastFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Show when={props.mayEdit || props.revision.note || props.revision.tags.length > 0}>
      <section class="group" aria-label="Notes">
        <div class="item note">
          <Show when={props.mayEdit} fallback={<p>{props.revision.note}</p>}>
            <TextArea
              label="Note"
              rows={1}
              mono={false}
              placeholder="Note for others"
              value={note() ?? props.revision.note}
              onValue={setNote}
            />
            <TokenField label="Tags" placeholder="Tags" values={tags() ?? props.revision.tags} onValues={setTags} />
            <Show when={note() !== null || tags() !== null}>
              <Button busy={busy()} onClick={() => void save()}>
                Save note
              </Button>
            </Show>
          </Show>
        </div>
      </section>
    </Show>
  );
}
