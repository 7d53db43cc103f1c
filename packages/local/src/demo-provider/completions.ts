import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { answerText, type ChatMessage, embed, textOf, usageOf } from './answers.ts';
import { failure } from './failure.ts';

export const Chat = z.looseObject({
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })).default([]),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
});
export const Embeddings = z.looseObject({
  model: z.string(),
  input: z.unknown(),
  dimensions: z.number().int().min(1).max(4096).nullish(),
});

const SLOW_MS = 2_000;
export const CREATED = 1_700_000_000;

/** Chat, plain or streamed; `demo-slow` waits two seconds by itself, `demo-error-NNN` answers with that status. */
export async function chat(c: Context, body: z.infer<typeof Chat>, chunkMs: number): Promise<Response> {
  const status = /^demo-error-([45]\d\d)$/.exec(body.model)?.[1];
  if (status) return failure(c, { failStatus: Number(status), failMessage: `${body.model} always fails.` });
  if (body.model === 'demo-slow') await sleep(SLOW_MS);
  const messages: ChatMessage[] = body.messages.map(({ role, content }) => ({ role, content }));
  const content = answerText(body.model, messages);
  const usage = usageOf(messages, content);
  // LiteLLM counts a request by this id; one that comes twice is counted once.
  const base = { id: `chatcmpl-${randomUUID()}`, created: CREATED, model: body.model };
  if (!body.stream) {
    const choice = { index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' };
    return c.json({ ...base, object: 'chat.completion', choices: [choice], usage });
  }
  return streamSSE(c, async (stream) => {
    const send = (delta: object, finish: string | null) =>
      stream.writeSSE({
        data: JSON.stringify({
          ...base,
          object: 'chat.completion.chunk',
          choices: [{ index: 0, delta, finish_reason: finish }],
        }),
      });
    await send({ role: 'assistant', content: '' }, null);
    for (const word of content.match(/\S+\s*/g) ?? []) {
      await send({ content: word }, null);
      if (chunkMs > 0) await sleep(chunkMs);
    }
    await send({}, 'stop');
    if (body.stream_options?.include_usage) {
      await stream.writeSSE({ data: JSON.stringify({ ...base, object: 'chat.completion.chunk', choices: [], usage }) });
    }
    await stream.writeSSE({ data: '[DONE]' });
  });
}

/** Unit vectors that depend only on the text. */
export function embeddings(body: z.infer<typeof Embeddings>) {
  const inputs = (Array.isArray(body.input) ? body.input : [body.input]).map((input) => textOf(input));
  const data = inputs.map((text, index) => ({
    object: 'embedding',
    index,
    embedding: embed(text, body.dimensions ?? 8),
  }));
  const tokens = inputs.join(' ').split(/\s+/).filter(Boolean).length;
  return { object: 'list', model: body.model, data, usage: { prompt_tokens: tokens, total_tokens: tokens } };
}
