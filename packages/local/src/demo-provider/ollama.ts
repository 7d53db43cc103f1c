import { Hono } from 'hono';
import { z } from 'zod';
import { answerText, countTokens, demoModels } from './answers.ts';

const Generate = z.looseObject({
  model: z.string(),
  prompt: z.string().default(''),
  stream: z.boolean().default(true),
});
const Chat = z.looseObject({
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })).default([]),
  stream: z.boolean().default(true),
});

/** The routes of Ollama that LiteLLM and model discovery use. */
export function ollamaRoutes(): Hono {
  const app = new Hono();
  app.get('/tags', (c) =>
    c.json({ models: demoModels.map((name) => ({ name, model: name, details: { family: 'demo' } })) }),
  );
  app.post('/show', (c) => c.json({ template: '', model_info: {}, details: { family: 'demo' } }));
  app.post('/generate', async (c) => {
    const body = Generate.parse(await c.req.json());
    const response = answerText(body.model, [{ role: 'user', content: body.prompt }]);
    return lines(body.stream, { ...counts(body.prompt, response), model: body.model }, { response });
  });
  app.post('/chat', async (c) => {
    const body = Chat.parse(await c.req.json());
    const messages = body.messages.map(({ role, content }) => ({ role, content }));
    const content = answerText(body.model, messages);
    return lines(
      body.stream,
      { ...counts(JSON.stringify(messages), content), model: body.model },
      { message: { role: 'assistant', content } },
    );
  });
  return app;
}

function counts(prompt: string, answer: string) {
  return {
    prompt_eval_count: countTokens(prompt),
    eval_count: countTokens(answer),
    created_at: '2024-01-01T00:00:00Z',
  };
}

/** One JSON answer, or as Ollama streams: newline-delimited, the last line saying that it is done. */
function lines(stream: boolean, facts: object, answer: object): Response {
  const whole = { ...facts, ...answer, done: true, done_reason: 'stop' };
  if (!stream) return Response.json(whole);
  const empty = 'response' in answer ? { response: '' } : { message: { role: 'assistant', content: '' } };
  const text = [
    { ...facts, ...answer, done: false },
    { ...whole, ...empty },
  ]
    .map((line) => JSON.stringify(line))
    .join('\n');
  return new Response(`${text}\n`, { headers: { 'content-type': 'application/x-ndjson' } });
}
