import { AppError, type Item, type JsonObject, type TrialResult } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { readState } from '../item/state.ts';
import { askEngine, type EngineAsk } from './ask-engine.ts';
import { tryGuardrail } from './guardrail.ts';

export const triedKinds = ['guardrail', 'search_tool', 'vector_store'] as const;
export type TriedKind = (typeof triedKinds)[number];

/** The call of the gateway that uses an entry with a text. */
const asks: Readonly<Record<Exclude<TriedKind, 'guardrail'>, (data: JsonObject, text: string) => EngineAsk>> = {
  search_tool: (data, query) => ({
    method: 'POST',
    path: `/v1/search/${encodeURIComponent(String(data.search_tool_name))}`,
    body: { query, max_results: 3 },
  }),
  vector_store: (data, query) => ({
    method: 'POST',
    path: `/v1/vector_stores/${encodeURIComponent(idOf(data))}/search`,
    body: { query },
  }),
};

/**
 * Uses an applied entry once, through the gateway. What is only staged is not there yet.
 * @throws AppError `not-found` for an item that is not there, `bad-input` for one that was never applied
 */
export async function tryEntry(ctx: Ctx, input: { kind: TriedKind; key: string; text: string }): Promise<TrialResult> {
  const state = await readState(ctx.db);
  const isIt = (item: Item) => item.kind === input.kind && item.key === input.key;
  const applied = state.applied.find(isIt);
  if (applied === undefined) {
    if (!state.effective.some(isIt)) throw new AppError('not-found', { detail: 'There is no such entry.' });
    throw new AppError('bad-input', { detail: 'Apply it first: the gateway does not know it yet.' });
  }
  if (input.kind === 'guardrail')
    return tryGuardrail(ctx, { guardrail: applied, applied: state.applied, text: input.text });
  const { body: _, ...result } = await askEngine(ctx, asks[input.kind](applied.data, input.text));
  return result;
}

function idOf({ litellm_params: params }: JsonObject): string {
  return typeof params === 'object' && params !== null && 'vector_store_id' in params
    ? String(params.vector_store_id)
    : '';
}
