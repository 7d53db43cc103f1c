import { useQuery } from '../../lib/query.ts';
import { createEffect, createSignal, Match, Show, Switch } from 'solid-js';
import { api } from '../../lib/api.ts';
import { useReview } from '../../lib/review.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { Loaded } from '../../ui/states.tsx';
import { Progress } from './progress.tsx';
import { ReviewBody } from './review-body.tsx';
import './review.css';

/** One sheet for both: the list of changes becomes the list of steps when Apply is pressed. */
export default function ReviewSheet() {
  const sheet = useReview();
  // Nothing is kept: a review that is opened again starts from what is staged now, not from what was.
  const review = useQuery(() => ({ ...api.change.review.options({}), staleTime: 0, gcTime: 0 }));
  const lastRun = useQuery(() => api.change.lastRun.options());
  const [runId, setRunId] = createSignal<string | null>(null);
  // A run of anybody is shown as long as it goes; one that ended in trouble while nothing is staged stays to be read.
  createEffect(() => {
    const run = lastRun.isSuccess ? lastRun.data : null;
    if (run && run.outcome === null) setRunId(run.id);
    else if (run?.outcome === 'unhealthy' && review.isSuccess && review.data.empty && runId() === null)
      setRunId(run.id);
  });
  return (
    <Switch>
      <Match when={runId()}>
        {(id) => <Progress id={id()} onClose={sheet.close} onReview={() => setRunId(null)} />}
      </Match>
      <Match when={true}>
        <Show
          when={review.isSuccess}
          fallback={
            <Sheet title="Review" class="review" onClose={sheet.close}>
              <div class="body">
                <Loaded query={review} what="The changes could not be read.">
                  {() => null}
                </Loaded>
              </div>
            </Sheet>
          }
        >
          <ReviewBody
            current={review.data as NonNullable<typeof review.data>}
            onClose={sheet.close}
            onStarted={(run) => setRunId(run.id)}
          />
        </Show>
      </Match>
    </Switch>
  );
}
