import { AppError, type JsonObject, type TrialResult } from '@regent/core';
import { callEngineForText, EngineApiError } from '@regent/litellm';
import { z } from 'zod';
import type { Ctx } from '../../app-context.ts';
import { vaultRedactor } from '../apply/redactor.ts';
import type { PromptTyped } from './preview.ts';
import { promptTemplate } from './template.ts';
import { fillVariables } from './variables.ts';

const TIMEOUT_MS = 60_000;
const ANSWER_CHARACTERS_MAX = 8_000;

/**
 * Lets the gateway fill in what is typed and send it to a model, before anything is saved; it costs what a request costs.
 * @throws AppError `bad-input` for a template that is not here, and for a value of another type
 */
export async function sendPrompt(
  ctx: Ctx,
  typed: PromptTyped & { readonly model: string | null },
): Promise<TrialResult> {
  const template = promptTemplate(typed.data);
  if (template.state !== 'template') throw new AppError('bad-input', { detail: template.reason });
  const { content, settings } = template;
  const filled = fillVariables(content, settings, typed.values);
  const wrong = filled.find(({ problem }) => problem !== null);
  if (wrong !== undefined) throw new AppError('bad-input', { detail: `${wrong.name}: ${wrong.problem}` });
  const model = typed.model ?? modelOf(settings);
  if (model === null) throw new AppError('bad-input', { detail: 'The template names no model: choose one.' });
  const given = filled.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
  // JSON is YAML, so the settings stay what they were read as.
  const text = `---\n${JSON.stringify({ ...settings, model })}\n---\n${content}`;
  return askGateway(ctx, { dotprompt_content: text, prompt_variables: Object.fromEntries(given) });
}

/** LiteLLM always streams here; the stream is read to its end. */
async function askGateway(ctx: Ctx, body: object): Promise<TrialResult> {
  const startedAt = ctx.clock().getTime();
  const redact = await vaultRedactor(ctx);
  const done = (ok: boolean, text: string, answer = ''): TrialResult => ({
    ok,
    durationMs: ctx.clock().getTime() - startedAt,
    text: redact(text),
    answer: redact(answer).slice(0, ANSWER_CHARACTERS_MAX),
  });
  if (ctx.engine === null) return done(false, 'Not sent: Regent was given no master key for the gateway.');
  try {
    const connection = { ...ctx.engine, timeoutMs: TIMEOUT_MS };
    const { said, failure } = readAnswer(
      await callEngineForText(connection, { method: 'POST', path: '/prompts/test', body }),
    );
    if (failure !== null) return done(false, failure, said);
    return said === '' ? done(false, 'The model said nothing.') : done(true, 'The model answered.', said);
  } catch (error) {
    if (!(error instanceof EngineApiError)) throw error;
    return done(false, error.status === 0 ? error.message : `${error.status}: ${error.message}`);
  }
}

const Chunk = z.object({
  choices: z.array(z.object({ delta: z.object({ content: z.string().nullish() }).optional() })).optional(),
  error: z.object({ message: z.coerce.string() }).optional(),
});

/** The deltas of an event stream put together; an error may come in the middle of it. */
function readAnswer(stream: string): { said: string; failure: string | null } {
  const lines = stream.split('\n').filter((line) => line.startsWith('data:') && !line.includes('[DONE]'));
  const chunks = lines.map((line) => Chunk.safeParse(jsonOrNull(line.slice('data:'.length))).data);
  const said = chunks.map((chunk) => chunk?.choices?.[0]?.delta?.content ?? '').join('');
  return { said, failure: chunks.find((chunk) => chunk?.error)?.error?.message ?? null };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function modelOf(settings: JsonObject): string | null {
  return typeof settings.model === 'string' && settings.model !== '' ? settings.model : null;
}
