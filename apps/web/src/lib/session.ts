import { useQuery } from './query.ts';
import { api } from './api.ts';

/** Who is signed in; `null` is nobody. */
export function useSession() {
  return useQuery(() => ({ ...api.session.current.options(), staleTime: Number.POSITIVE_INFINITY }));
}

/** Viewers look at everything and change nothing. */
export function useMayEdit(): () => boolean {
  const session = useSession();
  return () => session.isSuccess && session.data?.role === 'proxy_admin';
}
