import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A small OpenAI-compatible provider. A message `slow:N` makes a stream of N seconds. */
export interface TestProvider {
  readonly url: string;
  /** The key of the last request. */
  lastKey(): string | null;
  /** Streams that are under way. */
  streaming(): number;
  close(): Promise<void>;
}

interface ChatBody {
  readonly model?: string;
  readonly stream?: boolean;
  readonly messages?: unknown;
  readonly stream_options?: { readonly include_usage?: boolean };
}

const WORDS = ['Hello', ' from', ' the', ' test', ' provider', '.'];
const USAGE = { prompt_tokens: 10, completion_tokens: 6, total_tokens: 16 };
const SLOW_STEP_MS = 200;

export async function startProvider(): Promise<TestProvider> {
  let lastKey: string | null = null;
  let served = 0;
  let streaming = 0;
  const server = createServer((request, response) => void handle(request, response));
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    lastKey = request.headers.authorization?.replace('Bearer ', '') ?? null;
    const body = JSON.parse((await readText(request)) || '{}') as ChatBody; // LiteLLM writes it
    served += 1;
    if (body.stream) {
      streaming += 1;
      response.on('close', () => (streaming -= 1));
    }
    answer(response, body, `chatcmpl-${process.pid}-${served}`);
  };
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    url: `http://127.0.0.1:${port}/v1`,
    lastKey: () => lastKey,
    streaming: () => streaming,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(response: ServerResponse, body: ChatBody, id: string): void {
  const base = { id, created: Math.floor(Date.now() / 1000), model: body.model };
  if (!body.stream) {
    const choices = [{ index: 0, message: { role: 'assistant', content: WORDS.join('') }, finish_reason: 'stop' }];
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ...base, object: 'chat.completion', choices, usage: USAGE }));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const emit = (more: object) =>
    response.write(`data: ${JSON.stringify({ ...base, object: 'chat.completion.chunk', ...more })}\n\n`);
  const seconds = Number(/slow:(\d+)/.exec(JSON.stringify(body.messages))?.[1] ?? 0);
  let left = seconds === 0 ? WORDS.length : (seconds * 1000) / SLOW_STEP_MS;
  const step = () => {
    if (left-- > 0) {
      emit({ choices: [{ index: 0, delta: { role: 'assistant', content: 'w ' }, finish_reason: null }] });
      if (!response.destroyed) setTimeout(step, seconds === 0 ? 0 : SLOW_STEP_MS);
      return;
    }
    emit({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
    if (body.stream_options?.include_usage) emit({ choices: [], usage: USAGE });
    response.end('data: [DONE]\n\n');
  };
  step();
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer); // no encoding is set on the stream
  return Buffer.concat(chunks).toString('utf8');
}
