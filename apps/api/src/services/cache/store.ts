import { createClient } from '@redis/client';

/** Where a Redis or Valkey is. Holds a password in clear: lives only as long as the call. */
export type StoreAddress =
  | { readonly kind: 'url'; readonly url: string }
  | {
      readonly kind: 'host';
      readonly host: string;
      readonly port: number;
      readonly tls: boolean;
      readonly username: string | null;
      readonly password: string | null;
      readonly database: number;
    };

/** The few commands that Regent uses of a store. */
export interface Store {
  ping(): Promise<void>;
  /** The sections of INFO as one map. */
  info(): Promise<Readonly<Record<string, string>>>;
  /** Keys of the chosen database. */
  size(): Promise<number>;
  /** One step of a scan; `cursor` begins and ends with `0`. */
  scan(cursor: string, match: string): Promise<{ cursor: string; keys: readonly string[] }>;
  /** Frees keys in the background. Resolves with how many there were. */
  unlink(keys: readonly string[]): Promise<number>;
}

/** The store did not do what it was asked; the message is fit for people once it is redacted. */
export class StoreError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
  }
}

const CONNECT_TIMEOUT_MS = 2_000;
/** Longest silence while a command runs. */
const ANSWER_TIMEOUT_MS = 5_000;
const SCAN_KEYS = 1_000;

/** Connects, works, and always disconnects. One attempt, bounded in time. @throws StoreError */
export async function withStore<T>(address: StoreAddress, work: (store: Store) => Promise<T>): Promise<T> {
  const client = clientOf(address);
  // Without a listener a lost connection would end the process; what is waiting for an answer fails by itself.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work({
      ping: async () => void (await client.ping()),
      info: async () => parseInfo(await client.info()),
      size: () => client.dbSize(),
      scan: (cursor, MATCH) => client.scan(cursor, { MATCH, COUNT: SCAN_KEYS }),
      unlink: (keys) => client.unlink([...keys]),
    });
  } catch (error) {
    throw new StoreError(reasonOf(error), error);
  } finally {
    if (client.isOpen) client.destroy();
  }
}

function clientOf(address: StoreAddress) {
  const limits = {
    connectTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: ANSWER_TIMEOUT_MS,
    reconnectStrategy: false as const,
  };
  // The protocol that every Redis and Valkey speaks; asking for the third one fails on old servers.
  const common = { RESP: 2 as const, disableClientInfo: true };
  if (address.kind === 'url') return createClient({ ...common, url: address.url, socket: limits });
  const { host, port, tls, username, password, database } = address;
  return createClient({
    ...common,
    socket: tls ? { ...limits, host, port, tls: true as const } : { ...limits, host, port },
    database,
    ...(username === null ? {} : { username }),
    ...(password === null ? {} : { password }),
  });
}

function parseInfo(text: string): Readonly<Record<string, string>> {
  const lines = text.split(/\r?\n/).filter((line) => line.includes(':') && !line.startsWith('#'));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}

/** Names of errors of Node and of Redis, in words; what the store itself said stays as it is. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : null;
  if (code === 'ECONNREFUSED') return 'Nothing listens at the address.';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'The name of the host is not known here.';
  if (code === 'ECONNRESET') return 'The connection was cut.';
  if (/timeout/i.test(error.name)) return 'It does not answer in time.';
  return error.message;
}
