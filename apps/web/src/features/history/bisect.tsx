import type { BisectView } from '@regent/core';
import { A } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { queryClient } from '../../lib/query-client.ts';
import { useQuery } from '../../lib/query.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { toastFailure } from '../../ui/toasts.tsx';

/**
 * The search for the revision that made things worse: each half is staged, applied and judged by a person. It begins
 * from any comparison of revisions that are more than one apart.
 */
export function Bisect(props: { readonly against: number | null; readonly number: number; readonly mayEdit: boolean }) {
  const search = useQuery(() => api.revision.bisect.options());
  const [busy, setBusy] = createSignal(false);
  const act = async (work: Promise<BisectView | null>) => {
    setBusy(true);
    try {
      queryClient.setQueryData(api.revision.bisect.key(), await work);
    } catch (error) {
      toastFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const view = () => (search.isSuccess ? search.data : null);
  const wide = () => props.against !== null && props.number - props.against > 1;
  const begin = () => act(api.revision.startBisect.mutate({ good: props.against ?? 0, bad: props.number }));
  return (
    <Show
      when={view()}
      fallback={
        <Show when={props.mayEdit && wide()}>
          <div class="line">
            <small>
              Was {props.against} good and {props.number} bad?
            </small>
            <Button busy={busy()} onClick={() => void begin()}>
              Search the first bad one
            </Button>
          </div>
        </Show>
      }
    >
      {(found) => (
        <section class="banner" aria-label="Search for the first bad revision">
          <Icon name="search" />
          <div>
            <Show
              when={found().next}
              fallback={
                <strong>
                  Revision <A href={`/history/${found().culprit ?? ''}`}>{found().culprit}</A> is the first bad one.
                </strong>
              }
            >
              {(next) => (
                <>
                  <strong>
                    Try revision <A href={`/history/${next()}`}>{next()}</A>:
                  </strong>{' '}
                  <span class="quiet">
                    {plural(found().left, 'revision')} in question between {found().good} and {found().bad}. Stage it,
                    apply it, and look.
                  </span>
                </>
              )}
            </Show>
          </div>
          <Show when={props.mayEdit}>
            <Show when={found().next}>
              {(next) => (
                <>
                  <Button busy={busy()} onClick={() => void act(judge(next(), true))}>
                    {next()} is good
                  </Button>
                  <Button busy={busy()} onClick={() => void act(judge(next(), false))}>
                    {next()} is bad
                  </Button>
                </>
              )}
            </Show>
            <Button look="plain" busy={busy()} onClick={() => void act(api.revision.stopBisect.mutate(undefined))}>
              End the search
            </Button>
          </Show>
        </section>
      )}
    </Show>
  );
}

function judge(number: number, good: boolean): Promise<BisectView> {
  return api.revision.judgeBisect.mutate({ number, good });
}
