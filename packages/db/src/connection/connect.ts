import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from '../schema/index.ts';
import { connectionName } from './connection-name.ts';
import type { Database } from './database.ts';

export interface Connection {
  readonly db: Database;
  /**
   * Calls `onNotice` for each NOTIFY on `channel`, on a connection of its own that is opened again when it breaks;
   * `onListening` runs each time listening begins, because notices in between are lost.
   */
  listen(channel: string, onNotice: (payload: string) => void, onListening?: () => void): Promise<void>;
  /** Ends at once, cutting what still runs. */
  close(): Promise<void>;
}

/** Soon, because a restart of Postgres takes seconds: postgres.js itself would stay away for up to twenty. */
const reconnectDelayS = (failures: number) => Math.min(0.05 * 2 ** failures, 0.5);

/**
 * Opens lazily: a wrong address shows at the first query. `processId` names every connection, so that another process
 * sees at once when this one is gone ({@link takeLease}).
 */
export function connect(url: string, options: { poolSize?: number; processId?: string } = {}): Connection {
  // Drizzle 0.45 changes the parsers and serializers of the client it is given, so it gets one that nobody else uses.
  const common = {
    onnotice: () => {},
    connect_timeout: 10,
    backoff: reconnectDelayS,
    // Types of arrays are not needed, and their query rejects unheard when a connection is cut while it opens.
    fetch_types: false,
    connection: { application_name: connectionName(options.processId ?? 'unnamed') },
  };
  const client = postgres(url, { ...common, max: options.poolSize ?? 10 });
  const listener = postgres(url, { ...common, max: 1 });
  return {
    db: drizzle(client, { schema }),
    listen: async (channel, onNotice, onListening) => {
      await listener.listen(channel, onNotice, onListening);
    },
    close: async () => {
      await Promise.all([client.end({ timeout: 0 }), listener.end({ timeout: 0 })]);
    },
  };
}
