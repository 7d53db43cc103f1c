import { createHash } from 'node:crypto';

/** One request as it arrived; what may be a secret in its headers is a digest. */
interface ReceivedRequest {
  readonly path: string;
  readonly model: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface RequestLog {
  add(request: ReceivedRequest): void;
  clear(): void;
  /** How many arrived for each upstream model, and the newest of them; `model` narrows `latest`. */
  view(model?: string): { byModel: Record<string, number>; latest: readonly ReceivedRequest[] };
}

const KEPT = 200;
const secretHeaders = new Set(['authorization', 'api-key', 'x-api-key', 'cookie']);

/** Remembers what the demo provider was asked, so that one can see what a gateway really sends. */
export function requestLog(): RequestLog {
  const counts = new Map<string, number>();
  let latest: ReceivedRequest[] = [];
  return {
    add: (request) => {
      counts.set(request.model, (counts.get(request.model) ?? 0) + 1);
      latest = [...latest, request].slice(-KEPT);
    },
    clear: () => {
      counts.clear();
      latest = [];
    },
    view: (model) => ({
      byModel: Object.fromEntries(counts),
      latest: model === undefined ? latest : latest.filter((request) => request.model === model),
    }),
  };
}

/** Headers as they may be shown: `authorization` and the like become {@link headerDigest}. */
export function shownHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    [...headers].map(([name, value]) => [name, secretHeaders.has(name) ? headerDigest(value) : value]),
  );
}

/** `sha256:` and the first 12 hex digits: enough to recognise a known value, useless for anything else. */
export const headerDigest = (value: string): string =>
  `sha256:${createHash('sha256').update(value).digest('hex').slice(0, 12)}`;
