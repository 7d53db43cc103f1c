import { hashKey } from '@tanstack/solid-query';
import { api } from './api.ts';
import { queryClient } from './query-client.ts';
import { useQuery } from './query.ts';

/** Who is signed in; `null` is nobody. */
export function useSession() {
  return useQuery(() => ({ ...api.session.current.options(), staleTime: Number.POSITIVE_INFINITY }));
}

/** Viewers look at everything and change nothing. */
export function useMayEdit(): () => boolean {
  const session = useSession();
  return () => session.isSuccess && session.data?.role === 'proxy_admin';
}

type Account = Awaited<ReturnType<typeof api.session.current.query>>;

/**
 * Somebody else is at this tab from now on, or nobody. What the one before could see is forgotten; the question who it is
 * stays, because the page listens to it and follows its answer.
 */
export function changeAccount(account: Account): void {
  const own = hashKey(api.session.current.key());
  queryClient.removeQueries({ predicate: ({ queryHash }) => queryHash !== own });
  queryClient.setQueryData(api.session.current.key(), account);
}
