import type { TrialResult } from '@regent/core';
import { callEngine, EngineApiError } from '@regent/litellm';
import { z } from 'zod';
import type { Ctx } from '../../app-context.ts';
import { vaultRedactor } from '../apply/redactor.ts';

const TIMEOUT_MS = 20_000;
const ANSWER_CHARACTERS_MAX = 2_000;

/** LiteLLM colours some of its messages for a terminal. */
// oxlint-disable-next-line no-control-regex -- the escape character is what begins a colour
const COLOUR = /\u001B\[\d+m/g;

export interface EngineAsk {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
}

/** What the gateway answers to one call with the master key. A refusal is an answer too; only its shape is lost. */
export async function askEngine(ctx: Ctx, ask: EngineAsk): Promise<TrialResult & { readonly body: unknown }> {
  const startedAt = ctx.clock().getTime();
  const redact = await vaultRedactor(ctx);
  const done = (ok: boolean, text: string, body: unknown) => ({
    ok,
    durationMs: ctx.clock().getTime() - startedAt,
    text: redact(text.replaceAll(COLOUR, '')),
    answer: body === null ? '' : redact(JSON.stringify(body, null, 2)).slice(0, ANSWER_CHARACTERS_MAX),
    body,
  });
  if (ctx.engine === null) return done(false, 'Not tried: Regent was given no master key for the gateway.', null);
  try {
    const body = await callEngine({ ...ctx.engine, timeoutMs: TIMEOUT_MS }, { ...ask, answer: z.unknown() });
    return done(true, 'The gateway answered.', body);
  } catch (error) {
    if (!(error instanceof EngineApiError)) throw error;
    return done(false, error.status === 0 ? error.message : `${error.status}: ${error.message}`, null);
  }
}
