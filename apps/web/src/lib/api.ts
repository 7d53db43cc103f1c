import type { AppRouter } from '@regent/api/router';
import { createTRPCUntypedClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import type { AnyMutationProcedure, AnyQueryProcedure } from '@trpc/server';
import { serverUrl } from './base.ts';

const url = serverUrl('/trpc');

/** The one connection to the API. Calls of the same tick travel as one request. */
export const client = createTRPCUntypedClient({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url }),
      false: httpBatchLink({ url, maxURLLength: 4000 }),
    }),
  ],
});

type Key = readonly [string, unknown?];
interface QueryCalls<Input, Output> {
  query(input: Input, options?: { readonly signal?: AbortSignal }): Promise<Output>;
  /** For `useQuery`; the key is the path and the input. */
  options(input: Input): { queryKey: Key; queryFn: (context: { signal: AbortSignal }) => Promise<Output> };
  /** Without input: the key of every call of this procedure, to invalidate. */
  key(input?: Input): Key;
}
interface MutationCalls<Input, Output> {
  mutate(input: Input): Promise<Output>;
}
interface Typed<Input, Output> {
  readonly _def: { readonly $types: { readonly input: Input; readonly output: Output } };
}
type Calls<Records> = {
  readonly [Name in keyof Records]: Records[Name] extends AnyQueryProcedure & Typed<infer Input, infer Output>
    ? QueryCalls<Input, Output>
    : Records[Name] extends AnyMutationProcedure & Typed<infer Input, infer Output>
      ? MutationCalls<Input, Output>
      : Calls<Records[Name]>;
};

/** Every view is plain JSON, so what the server returns is what arrives. */
export type Api = Calls<AppRouter['_def']['record']>;

function procedure(path: string): QueryCalls<unknown, unknown> & MutationCalls<unknown, unknown> {
  const query = (input: unknown, options?: { readonly signal?: AbortSignal }) => client.query(path, input, options);
  const key = (input?: unknown): Key => (input === undefined ? [path] : [path, input]);
  return {
    query,
    mutate: (input) => client.mutation(path, input),
    key,
    options: (input) => ({ queryKey: key(input), queryFn: ({ signal }) => query(input, { signal }) }),
  };
}

/** `api.item.list.query({ kind })` calls; `.options({ kind })` feeds `useQuery`; `.key()` invalidates. */
export const api = new Proxy({} as Api, {
  get: (_, router: string) => new Proxy({}, { get: (_target, name: string) => procedure(`${router}.${name}`) }),
});
