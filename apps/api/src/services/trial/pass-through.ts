import type { TrialResult } from '@regent/core';
import { engineRoutes } from '@regent/renderer';
import { z } from 'zod';
import type { Ctx } from '../../app-context.ts';
import { askEngine } from './ask-engine.ts';

const TIMEOUT_MS = 10_000;

export interface PassThroughTrial {
  readonly withoutKey: TrialResult;
  readonly withKey: TrialResult;
  /** Routes of LiteLLM itself that answer at this path; the endpoint would never be reached. */
  readonly collides: readonly string[];
}

/** Knocks at a path of the gateway, first as a stranger, then with a key, and looks for routes of LiteLLM in its way. */
export async function tryPassThrough(ctx: Ctx, input: { path: string }): Promise<PassThroughTrial> {
  const path = input.path.startsWith('/') ? input.path : `/${input.path}`;
  const [withoutKey, { body: _, ...withKey }, collides] = await Promise.all([
    knock(ctx, path),
    askEngine(ctx, { method: 'GET', path }),
    ownRoutes(ctx, path),
  ]);
  return { withoutKey, withKey, collides };
}

async function knock(ctx: Ctx, path: string): Promise<TrialResult> {
  const startedAt = ctx.clock().getTime();
  const done = (ok: boolean, text: string) => ({
    ok,
    text,
    answer: '',
    durationMs: ctx.clock().getTime() - startedAt,
  });
  try {
    const response = await fetch(new URL(path, ctx.installation.gatewayUrl), {
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    const refused = response.status === 401 || response.status === 403;
    return done(!refused, refused ? `Refused with ${response.status}` : `Answered with ${response.status}`);
  } catch {
    return done(false, 'The gateway does not answer.');
  }
}

const Routes = z.object({ routes: z.array(z.looseObject({ path: z.string(), endpoint: z.string().nullish() })) });

/**
 * Routes that LiteLLM tells of itself, and those that are known of it: since FastAPI keeps included routers apart, it
 * tells a part only.
 */
async function ownRoutes(ctx: Ctx, path: string): Promise<string[]> {
  const plain = path.split('?')[0]?.replace(/(?<=.)\/$/, '') ?? path;
  const { body } = await askEngine(ctx, { method: 'GET', path: '/routes' });
  const parsed = Routes.safeParse(body);
  const told = (parsed.success ? parsed.data.routes : [])
    .filter((route) => !isPassThrough(route.endpoint ?? '') && answersAt(route.path, path))
    .map((route) => route.path);
  return [...new Set([...told, ...(engineRoutes.has(plain) ? [plain] : [])])];
}

/** LiteLLM names the function behind every pass-through endpoint alike. A path that is taken gets none. */
const isPassThrough = (endpoint: string) => endpoint === 'endpoint_func' || /pass_?through/i.test(endpoint);

/** FastAPI's `{name}` stands for one part of a path, `{name:path}` for the rest. */
function answersAt(route: string, path: string): boolean {
  const parts = route.split('/');
  const asked = path.split('?')[0]?.split('/') ?? [];
  // A route that takes everything (the static files of LiteLLM's own screens) is in nobody's way.
  if (parts.length < 2 || /^\{.*\}$/.test(parts[1] ?? '')) return false;
  return (
    parts.every((part, at) => /^\{.*\}$/.test(part) || part === asked[at]) &&
    (parts.length === asked.length || route.endsWith(':path}'))
  );
}
