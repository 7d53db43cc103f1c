import type { Connection } from '@regent/db';
import type { App } from '../app-context.ts';
import { loadRunView } from '../services/apply/run-view.ts';
import { changeSummary } from '../services/change/summary.ts';
import { servantStatus } from '../services/servant/status.ts';
import { CHANNEL, Topic } from './topic.ts';

/**
 * Turns what any process says through Postgres into events of this one, in the order in which it was said. Returns how
 * to stop it.
 */
export async function relayEvents(connection: Connection, app: App): Promise<() => void> {
  let stopped = false;
  let queue = Promise.resolve();
  const enqueue = (work: () => Promise<void>) => {
    queue = queue.then(work).catch((error) => {
      if (!stopped) app.log.error({ err: error }, 'an event was lost');
    });
  };
  let listening = false;
  await connection.listen(
    CHANNEL,
    (payload) => enqueue(() => publish(app, payload)),
    () => {
      // Notices that came while the connection was broken are gone: everybody starts over.
      if (listening) app.hub.publish({ type: 'reset' });
      listening = true;
    },
  );
  return () => {
    stopped = true;
  };
}

async function publish(app: App, payload: string): Promise<void> {
  const topic = Topic.parse(JSON.parse(payload));
  switch (topic.topic) {
    case 'items':
      app.hub.publish({ type: 'items', kinds: topic.kinds });
      app.hub.publish({ type: 'changes', summary: await changeSummary(app.db) });
      return;
    case 'run': {
      const run = await loadRunView(app.db, topic.id);
      if (run === null) return;
      app.hub.publish({ type: 'run', run });
      app.hub.publish({ type: 'changes', summary: await changeSummary(app.db) });
      return;
    }
    case 'presence': {
      const { kind, key, who, until } = topic;
      app.hub.publish({ type: 'presence', kind, key, who, until });
      return;
    }
    case 'servant':
      app.hub.publish({ type: 'servant', servant: await servantStatus(app) });
      return;
  }
}
