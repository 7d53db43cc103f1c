import type { AppRouter } from '@regent/api/router';
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, type TRPCClient } from '@trpc/client';
import { EventSource } from 'eventsource';

export type RegentClient = TRPCClient<AppRouter>;

export interface RegentClientOptions {
  /** Where Regent serves, a path prefix included: `http://127.0.0.1:8081`. */
  readonly url: string;
  /** An API token (`rgt_…`). It is sent as bearer and never stored. */
  readonly token: string;
  /** Calls that are sent together at most; 10 when absent. */
  readonly batchMax?: number;
}

/**
 * A typed client for other programs. Every procedure of the API is there with its input and output types:
 * `client.item.list.query({ kind: 'model' })`, `client.change.rollout.mutate({ plan, reason })`,
 * `client.events.stream.subscribe({}, { onData })` (resumes by itself after a broken connection).
 * Failures reject; {@link publicError} reads code, message and hint from them.
 */
export function createRegentClient({ url, token, batchMax = 10 }: RegentClientOptions): RegentClient {
  const endpoint = `${url.replace(/\/+$/, '')}/trpc`;
  const headers = { authorization: `Bearer ${token}` };
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: httpSubscriptionLink({
          url: endpoint,
          EventSource,
          eventSourceOptions: () => ({
            // The class of the platform cannot send headers; this one takes a fetch of ours.
            fetch: (input: string | URL | Request, init?: RequestInit) =>
              fetch(input, { ...init, headers: { ...(init?.headers as Record<string, string>), ...headers } }),
          }),
        }),
        false: httpBatchLink({ url: endpoint, headers, maxItems: batchMax }),
      }),
    ],
  });
}
