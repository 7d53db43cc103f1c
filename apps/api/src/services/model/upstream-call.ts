import type { Upstream } from './upstream.ts';

const TIMEOUT_MS = 20_000;
const BODY_CHARACTERS_MAX = 500;

export interface UpstreamAnswer {
  readonly ok: boolean;
  readonly status: number | null;
  /** Not redacted; short. */
  readonly text: string;
  readonly body: unknown;
}

/** One HTTP call to a provider. Never throws: what goes wrong is the answer. */
export async function callUpstream(
  upstream: Upstream,
  call: { path: string; body?: unknown },
): Promise<UpstreamAnswer> {
  const base = upstream.baseUrl ?? '';
  try {
    const response = await fetch(`${base.replace(/\/+$/, '')}${call.path}`, {
      method: call.body === undefined ? 'GET' : 'POST',
      headers: headersOf(upstream, call.body !== undefined),
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      // A redirect could carry the key to another host.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    return { ok: response.ok, status: response.status, text: text.slice(0, BODY_CHARACTERS_MAX), body: parse(text) };
  } catch (error) {
    return { ok: false, status: null, text: reasonOf(error), body: null };
  }
}

function headersOf(upstream: Upstream, hasBody: boolean): Record<string, string> {
  const json: Record<string, string> = hasBody ? { 'content-type': 'application/json' } : {};
  if (upstream.apiKey === null) return json;
  if (upstream.provider !== 'anthropic') return { ...json, authorization: `Bearer ${upstream.apiKey}` };
  return { ...json, 'x-api-key': upstream.apiKey, 'anthropic-version': '2023-06-01' };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** fetch says only "fetch failed"; its cause says why. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${TIMEOUT_MS / 1000} s`;
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}
