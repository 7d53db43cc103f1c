import type { RegentEvent } from '@regent/core';
import { createSignal } from 'solid-js';
import { forgetUndo } from '../ui/toasts.tsx';
import { api, client } from './api.ts';
import { takePresence } from './presence.tsx';
import { itemsChanged, queryClient } from './query-client.ts';

const [connection, setConnection] = createSignal<'connecting' | 'live' | 'lost'>('connecting');

/** Whether what the page shows is kept up to date right now. */
export { connection };

/** Opens the tab's one event stream; returns how to close it. It reconnects and resumes by itself. */
export function followEvents(): () => void {
  const subscription = client.subscription(
    'events.stream',
    {},
    {
      onStarted: () => setConnection('live'),
      onData: (event) => take((event as { readonly data: RegentEvent }).data),
      onConnectionStateChange: ({ state, error }) => {
        if (state === 'connecting' && error) setConnection('lost');
        if (state === 'pending') setConnection('live');
      },
      onError: () => setConnection('lost'),
    },
  );
  return () => subscription.unsubscribe();
}

function take(event: RegentEvent): void {
  switch (event.type) {
    case 'changes':
      queryClient.setQueryData(api.change.summary.key(), event.summary);
      void queryClient.invalidateQueries({ queryKey: api.change.review.key() });
      return;
    case 'items':
      return itemsChanged();
    case 'run':
      if (event.run.outcome === null) forgetUndo();
      queryClient.setQueryData(api.change.lastRun.key(), event.run);
      queryClient.setQueryData(api.change.run.key({ id: event.run.id }), event.run);
      if (event.run.outcome !== null) void queryClient.invalidateQueries();
      return;
    case 'servant':
      queryClient.setQueryData(api.servant.status.key(), event.servant);
      void queryClient.invalidateQueries({ queryKey: api.dashboard.get.key() });
      return;
    case 'presence':
      return takePresence(event);
    case 'reset':
      void queryClient.invalidateQueries();
  }
}
