import { createClient } from '@redis/client';
import { type Endpoint, endpointName } from './endpoints.ts';
import type { Login } from './store-address.ts';

/** The store did not do what it was asked; the message is fit for people once it is redacted. */
export class StoreError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
  }
}

/** One line to one server. */
export type Server = ReturnType<typeof serverAt>;
type Place = Endpoint | { readonly url: string };

const CONNECT_TIMEOUT_MS = 2_000;
/** Longest silence while a command runs. */
const ANSWER_TIMEOUT_MS = 5_000;

/** A line that is not connected yet. One attempt, bounded in time; who makes it destroys it. */
export function serverAt(place: Place, { tls, username, password, database }: Login) {
  const limits = {
    connectTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: ANSWER_TIMEOUT_MS,
    reconnectStrategy: false as const,
  };
  const secured = { ...limits, tls: true as const, ...checksOf(tls) };
  const where = 'url' in place ? { url: place.url, socket: limits } : { socket: atPlace(place) };
  function atPlace({ host, port }: Endpoint) {
    return tls === 'off' ? { ...limits, host, port } : { ...secured, host, port };
  }
  const client = createClient({
    // The protocol that every Redis and Valkey speaks; asking for the third one fails on old servers.
    ...{ RESP: 2 as const, disableClientInfo: true },
    ...(username === null ? {} : { username }),
    ...(password === null ? {} : { password }),
    ...(database === null ? {} : { database }),
    ...where,
  });
  // Without a listener a lost connection would end the process; what is waiting for an answer fails by itself.
  return client.on('error', () => undefined);
}

/** Fails with the server's name, so that of several nobody has to guess which. */
export async function asked<T>(at: Endpoint | null, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(at === null ? reasonOf(error) : `${endpointName(at)}: ${reasonOf(error)}`, error);
  }
}

function checksOf(tls: Login['tls']) {
  if (tls === 'unchecked') return { rejectUnauthorized: false };
  return tls === 'any-host' ? { checkServerIdentity: () => undefined } : {};
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
