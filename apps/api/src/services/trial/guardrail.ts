import { isJsonObject, type Item, type JsonObject, type TrialResult } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { askEngine, type EngineAsk } from './ask-engine.ts';

/**
 * Integrations that LiteLLM 1.104 applies to a text by itself. The others give it back unread there, which would look
 * like a guardrail that lets everything through: they are asked within a request that reaches no provider.
 */
const alone = new Set(
  `akto alice azure/prompt_shield azure/text_moderations bedrock block_code_execution compresr crowdstrike_aidr custom_code
  deepkeep enkryptai generic_guardrail_api grayswan headroom hiddenlayer litellm_content_filter llm_as_a_judge model_armor
  noma_v2 onyx openai_moderation ovalix panw_prisma_airs presidio prompt_security promptguard qostodian_nexus qualifire
  singulr straiker typesafe vigil_guard xecguard zscaler_ai_guard`.split(/\s+/),
);

/** Sends a text through an applied guardrail. That it blocks is an answer; that it cannot judge is a failure. */
export async function tryGuardrail(
  ctx: Ctx,
  { guardrail, applied, text }: { guardrail: Item; applied: readonly Item[]; text: string },
): Promise<TrialResult> {
  const params = isJsonObject(guardrail.data.litellm_params) ? guardrail.data.litellm_params : {};
  const name = String(guardrail.data.guardrail_name);
  const { body, ...result } = await askEngine(ctx, byItself(name, text));
  if (!result.ok) return explained(result, params);
  if (!alone.has(String(params.guardrail))) return tryWithinRequest(ctx, withinRequest(applied, name, text), params);
  const left = isJsonObject(body) && typeof body.response_text === 'string' ? body.response_text : text;
  return { ...result, ...(left === text ? through : { text: 'It changed the text.', answer: left }) };
}

/** Asked after the other call, because LiteLLM leaves out a name that it does not know without a word here. */
async function tryWithinRequest(ctx: Ctx, ask: EngineAsk | null, params: JsonObject): Promise<TrialResult> {
  const untried = 'Not tried: it only runs within a request, and no model is applied.';
  if (ask === null) return { ok: false, durationMs: 0, text: untried, answer: '' };
  const { body: _, ...result } = await askEngine(ctx, ask);
  return result.ok ? { ...result, ...through } : explained(result, params);
}

const through = { text: 'It let the text through.', answer: '' };

const byItself = (name: string, text: string): EngineAsk => ({
  method: 'POST',
  path: '/guardrails/apply_guardrail',
  body: { guardrail_name: name, text },
});

function withinRequest(applied: readonly Item[], name: string, text: string): EngineAsk | null {
  const model = applied.find(({ kind, data }) => kind === 'model' && data.enabled !== false)?.data.model_name;
  if (typeof model !== 'string') return null;
  const messages = [{ role: 'user', content: text }];
  // LiteLLM answers with the mock itself; guardrails that look at answers get the text too.
  const body = { model, messages, guardrails: [name], mock_response: text };
  return { method: 'POST', path: '/v1/chat/completions', body };
}

/** What went wrong with the setting that decides it; LiteLLM's own words stay below. */
function explained(result: TrialResult, params: JsonObject): TrialResult {
  const said = result.text;
  const inner = /'error': (?<quote>["'])(?<message>.*?)\k<quote>/s.exec(said)?.groups?.message;
  if (said.startsWith('400:')) return { ...result, ok: true, text: `It blocks the text: ${inner ?? said.slice(5)}` };
  const remedy = causes.find(([sign]) => sign.test(said))?.[1];
  if (remedy === undefined) return result;
  return { ...result, text: remedy(fieldsOf[String(params.guardrail)] ?? commonFields), answer: said };
}

interface Fields {
  readonly address: string;
  readonly key: string;
}

const commonFields: Fields = { address: 'api_base', key: 'api_key' };
const fieldsOf: Readonly<Record<string, Fields>> = {
  presidio: { address: 'presidio_analyzer_api_base and presidio_anonymizer_api_base', key: 'api_key' },
  bedrock: { address: 'aws_region_name', key: 'aws_access_key_id and aws_secret_access_key' },
};

const causes: readonly (readonly [sign: RegExp, remedy: (fields: Fields) => string])[] = [
  [
    /not found\. Please ensure/,
    () => 'The gateway serves no such guardrail: it was left out when it was loaded, and the log says why.',
  ],
  [
    /Cannot connect to host|Connect(or)?Error|Name or service not known|Connection refused|connection attempts failed|timed? ?out/i,
    ({ address }) => `Its service cannot be reached: check ${address}, and whether the gateway may go there.`,
  ],
  [
    /\b40[13]\b|unauthori[sz]ed|forbidden|invalid.{0,20}(key|token)/i,
    ({ key }) => `Its service refuses the gateway: check ${key}.`,
  ],
  [/\b404\b/, ({ address }) => `Its service does not know the path: check ${address}.`],
];
