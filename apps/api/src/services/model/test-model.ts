import { isJsonObject, type JsonObject, type TestResult } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { createRedactor, vaultRedactor } from '../apply/redactor.ts';
import { checkCandidate } from '../config/candidate.ts';
import { readState } from '../item/state.ts';
import { protocolOf, type Upstream, upstreamOf } from './upstream.ts';
import { callUpstream } from './upstream-call.ts';

/**
 * One real, tiny call with draft data. Where Regent does not speak the provider's protocol it asks the engine whether it
 * takes the settings, and says that no call was made. With `key` the result is kept as health of that deployment.
 */
export async function testModel(
  ctx: Ctx,
  input: { data: JsonObject; credentialKey?: string | undefined; key?: string | undefined },
): Promise<TestResult> {
  const state = await readState(ctx.db);
  const upstream = await upstreamOf(ctx, state, input);
  const startedAt = ctx.clock().getTime();
  const answer =
    upstream === null || protocolOf(upstream.provider) === null || upstream.baseUrl === null
      ? await askEngine(ctx, input.data)
      : await tinyCall(upstream, modeOf(input.data));
  const known = await vaultRedactor(ctx);
  const typed = createRedactor(upstream?.apiKey ? [upstream.apiKey] : []);
  const now = ctx.clock();
  const text = typed(known(answer.text));
  if (input.key !== undefined) {
    ctx.health.set(input.key, { id: input.key, state: answer.ok ? 'healthy' : 'failing', text, at: now.toISOString() });
  }
  return { ok: answer.ok, text, durationMs: now.getTime() - startedAt };
}

async function tinyCall(upstream: Upstream, mode: string): Promise<{ ok: boolean; text: string }> {
  const { path, body } = requestFor(upstream, mode);
  const answer = await callUpstream(withOpenAiPath(upstream), { path, body });
  if (answer.ok) return { ok: true, text: `${upstream.model} answered.` };
  const status = answer.status === null ? '' : ` with ${answer.status}`;
  return { ok: false, text: `${upstream.provider} failed${status}: ${answer.text}` };
}

function requestFor(upstream: Upstream, mode: string): { path: string; body: unknown } {
  const messages = [{ role: 'user', content: 'Hi' }];
  if (upstream.provider === 'anthropic') {
    return { path: '/v1/messages', body: { model: upstream.model, max_tokens: 1, messages } };
  }
  if (mode === 'embedding') return { path: '/embeddings', body: { model: upstream.model, input: 'Hi' } };
  return { path: '/chat/completions', body: { model: upstream.model, max_tokens: 1, messages } };
}

/** Ollama's address is given without the path of its OpenAI-compatible door. */
function withOpenAiPath(upstream: Upstream): Upstream {
  if (protocolOf(upstream.provider) !== 'ollama' || upstream.baseUrl === null) return upstream;
  const base = upstream.baseUrl.replace(/\/+$/, '');
  return { ...upstream, baseUrl: base.endsWith('/v1') ? base : `${base}/v1` };
}

async function askEngine(ctx: Ctx, data: JsonObject): Promise<{ ok: boolean; text: string }> {
  const verdict = await checkCandidate(ctx, [{ kind: 'model', key: 'draft', data }]);
  const note = 'No call was made: Regent cannot call this provider itself.';
  switch (verdict.verdict) {
    case 'accepted':
      return verdict.dropped.length === 0
        ? { ok: true, text: `The engine takes these settings. ${note}` }
        : { ok: false, text: `The engine would leave this deployment out. ${verdict.warnings.join(' ')}`.trim() };
    case 'refused':
      return { ok: false, text: `The engine refuses these settings: ${verdict.reason}` };
    case 'not-checked':
      return { ok: false, text: `Not tested: ${verdict.reason}. ${note}` };
  }
}

function modeOf(data: JsonObject): string {
  const info = data.model_info;
  return isJsonObject(info) && typeof info.mode === 'string' ? info.mode : 'chat';
}
