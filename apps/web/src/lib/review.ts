import { useSearchParams } from '@solidjs/router';

/** The Review sheet lies over any screen; its place in the address is `?review`. */
export function useReview() {
  const [params, setParams] = useSearchParams<{ review?: string }>();
  return {
    isOpen: () => params.review !== undefined,
    open: () => setParams({ review: 'open' }),
    close: () => setParams({ review: undefined }),
  };
}
