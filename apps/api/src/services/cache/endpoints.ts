import { isJsonObject, type Json } from '@regent/core';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** A list of `{ host, port }` or `[host, port]`, or such a list as JSON text. Null where nothing is given. */
export function endpointsOf(given: Json | undefined): readonly Endpoint[] | 'malformed' | null {
  const list = typeof given === 'string' ? parsed(given) : given;
  if (list === undefined || list === null) return null;
  if (!Array.isArray(list)) return 'malformed';
  if (list.length === 0) return null;
  const endpoints = list.map(endpointOf);
  return endpoints.every((endpoint) => endpoint !== null) ? endpoints : 'malformed';
}

/** For people: `10.0.0.1:6379`. */
export const endpointName = ({ host, port }: Endpoint): string => `${host}:${port}`;

function endpointOf(entry: Json): Endpoint | null {
  const [host, port] = Array.isArray(entry) ? entry : isJsonObject(entry) ? [entry.host, entry.port] : [];
  if (typeof host !== 'string' || host === '' || (typeof port !== 'number' && typeof port !== 'string')) return null;
  const number = Number(port);
  return Number.isInteger(number) && number > 0 && number < 65_536 ? { host, port: number } : null;
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json; // every value that JSON.parse gives is one
  } catch {
    return text;
  }
}
