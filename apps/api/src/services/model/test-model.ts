import { equalJson, isJsonObject, type JsonObject, type TestResult } from '@regent/core';
import { checkDeployment, EngineApiError } from '@regent/litellm';
import type { Ctx } from '../../app-context.ts';
import { createRedactor, vaultRedactor } from '../apply/redactor.ts';
import { checkCandidate } from '../config/candidate.ts';
import { type ConfigState, readState } from '../item/state.ts';
import { protocolOf, UnseenVariable, type Upstream, upstreamOf } from './upstream.ts';
import { callUpstream } from './upstream-call.ts';

const TEXT_MAX = 500;

/** What came of a test; a call that was not made says nothing about the deployment's health. */
interface Outcome {
  readonly ok: boolean;
  readonly text: string;
  readonly called: boolean;
}

/**
 * One real, tiny call with draft data. Where Regent does not speak the provider's protocol it asks the engine whether it
 * takes the settings, and says that no call was made. Where only the Servant has the key, the gateway makes the call, as
 * far as the deployment is applied like that. With `key` the result of a call is kept as health of that deployment.
 */
export async function testModel(
  ctx: Ctx,
  input: { data: JsonObject; credentialKey?: string | undefined; key?: string | undefined },
): Promise<TestResult> {
  const state = await readState(ctx.db);
  const upstream = await upstreamOf(ctx, state, input).catch(unseenOnly);
  const startedAt = ctx.clock().getTime();
  const answer = await tryWith(upstream, { ctx, state, data: input.data });
  const known = await vaultRedactor(ctx);
  const typed = createRedactor(upstream !== null && 'apiKey' in upstream && upstream.apiKey ? [upstream.apiKey] : []);
  const now = ctx.clock();
  const text = typed(known(answer.text));
  if (input.key !== undefined && answer.called) {
    ctx.health.set(input.key, { id: input.key, state: answer.ok ? 'healthy' : 'failing', text, at: now.toISOString() });
  }
  return { ok: answer.ok, text, durationMs: now.getTime() - startedAt };
}

function tryWith(
  upstream: Upstream | UnseenVariable | null,
  draft: { ctx: Ctx; state: ConfigState; data: JsonObject },
): Promise<Outcome> {
  if (upstream instanceof UnseenVariable) return callThroughGateway(upstream, draft);
  if (upstream === null || protocolOf(upstream.provider) === null || upstream.baseUrl === null)
    return askEngine(draft.ctx, draft.data);
  return tinyCall(upstream, modeOf(draft.data));
}

function unseenOnly(error: unknown): UnseenVariable {
  if (error instanceof UnseenVariable) return error;
  throw error;
}

async function callThroughGateway(
  unseen: UnseenVariable,
  { ctx, state, data }: { ctx: Ctx; state: ConfigState; data: JsonObject },
): Promise<Outcome> {
  const { $regent: _, ...wanted } = data;
  const applied = state.applied.find(
    ({ kind, data: { $regent: __, ...own } }) => kind === 'model' && equalJson(own, wanted),
  );
  if (applied === undefined || ctx.engine === null)
    return {
      ok: false,
      called: false,
      text: `Not tested: ${unseen.message} Apply this first; then the gateway makes the call.`,
    };
  try {
    const { healthy, text } = await checkDeployment(ctx.engine, applied.key);
    if (healthy) return { ok: true, called: true, text: 'It answered the gateway, which has the key.' };
    return {
      ok: false,
      called: true,
      text: `The gateway's call failed: ${(text ?? 'it does not say why').slice(0, TEXT_MAX)}`,
    };
  } catch (error) {
    if (!(error instanceof EngineApiError)) throw error;
    return { ok: false, called: false, text: `Not tested: the gateway said ${error.status}: ${error.message}` };
  }
}

async function tinyCall(upstream: Upstream, mode: string): Promise<Outcome> {
  const { path, body } = requestFor(upstream, mode);
  const answer = await callUpstream(withOpenAiPath(upstream), { path, body });
  if (answer.ok) return { ok: true, called: true, text: `${upstream.model} answered.` };
  const status = answer.status === null ? '' : ` with ${answer.status}`;
  return { ok: false, called: true, text: `${upstream.provider} failed${status}: ${answer.text}` };
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

async function askEngine(ctx: Ctx, data: JsonObject): Promise<Outcome> {
  const verdict = await checkCandidate(ctx, [{ kind: 'model', key: 'draft', data }]);
  const note = 'No call was made: Regent cannot call this provider itself.';
  switch (verdict.verdict) {
    case 'accepted':
      return verdict.dropped.length === 0
        ? { ok: true, called: false, text: `The engine takes these settings. ${note}` }
        : {
            ok: false,
            called: false,
            text: `The engine would leave this deployment out. ${verdict.warnings.join(' ')}`.trim(),
          };
    case 'refused':
      return { ok: false, called: false, text: `The engine refuses these settings: ${verdict.reason}` };
    case 'not-checked':
      return { ok: false, called: false, text: `Not tested: ${verdict.reason}. ${note}` };
  }
}

function modeOf(data: JsonObject): string {
  const info = data.model_info;
  return isJsonObject(info) && typeof info.mode === 'string' ? info.mode : 'chat';
}
