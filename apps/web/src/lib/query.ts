import {
  type DefaultError,
  QueryObserver,
  type UseQueryOptions,
  type UseQueryResult,
  useQueryClient,
} from '@tanstack/solid-query';
import { createComputed, createMemo, on, onCleanup, untrack } from 'solid-js';
import { createStore } from 'solid-js/store';

type Key = readonly unknown[];

/**
 * A query that never suspends. The library's own one takes everything under a Suspense out of the page for a moment whenever
 * it reads again, and with it the focus and what is half typed; here each screen shows its states by itself (`Loaded`).
 */
export function useQuery<Answer, Data = Answer>(
  options: () => ReturnType<UseQueryOptions<Answer, DefaultError, Data, Key>>,
): UseQueryResult<Data, DefaultError> {
  const client = useQueryClient();
  const settled = createMemo(() => {
    const full = client.defaultQueryOptions<Answer, DefaultError, Data, Answer, Key>(options());
    full._optimisticResults = 'optimistic';
    return full;
  });
  const first = untrack(settled);
  const observer = new QueryObserver<Answer, DefaultError, Data, Answer, Key>(client, first);
  const [state, setState] = createStore({ ...observer.getOptimisticResult(first) });
  onCleanup(observer.subscribe((result) => setState(result)));
  createComputed(
    on(
      settled,
      (next) => {
        observer.setOptions(next);
        setState(observer.getOptimisticResult(next));
      },
      { defer: true },
    ),
  );
  return state;
}
