import { type CacheTrial, isJsonObject, type StoreStats } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { keysOf, statsOf } from '../cache/stats.ts';
import { askEngine } from './ask-engine.ts';

/** Asks the gateway whether it reaches its cache. A plain Redis is written to; of other kinds LiteLLM only tells the name. */
export async function tryCache(ctx: Ctx): Promise<CacheTrial> {
  const { body, ...ping } = await askEngine(ctx, { method: 'GET', path: '/cache/ping' });
  const answer = isJsonObject(body) ? body : {};
  const type = typeof answer.cache_type === 'string' ? answer.cache_type : null;
  if (!ping.ok) return { ...ping, answer: '', text: refusalOf(ping.text), type, stats: null };
  const wrote = answer.set_cache_response === 'success';
  const text = wrote
    ? 'The gateway wrote an entry to its cache.'
    : 'The gateway has a cache of this kind. LiteLLM writes a test entry to a plain Redis only.';
  return { ...ping, answer: '', text, type, stats: wrote ? await statsThroughGateway(ctx) : null };
}

/** LiteLLM asks the store in the way of its other requests: only when a person presses, never by itself. */
async function statsThroughGateway(ctx: Ctx): Promise<StoreStats | null> {
  const { body } = await askEngine(ctx, { method: 'GET', path: '/cache/redis/info' });
  const info = isJsonObject(body) ? body.info : null;
  return isJsonObject(info) ? statsOf(info, keysOf(info)) : null;
}

/** LiteLLM packs its sentence into JSON inside the message. */
function refusalOf(text: string): string {
  const inner = /^(?<status>\d+): (?<json>\{.*\})$/s.exec(text)?.groups;
  if (inner?.json === undefined) return text;
  try {
    const parsed: unknown = JSON.parse(inner.json);
    return isJsonObject(parsed) && typeof parsed.message === 'string' ? `${inner.status}: ${parsed.message}` : text;
  } catch {
    return text;
  }
}
