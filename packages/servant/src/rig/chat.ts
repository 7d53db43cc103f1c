import { type Agent, type IncomingHttpHeaders, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { MASTER_KEY } from './servant.ts';

export interface ChatAnswer {
  /** 0 when no whole answer came. */
  readonly status: number;
  /** The deployment that answered. */
  readonly deployment: string | null;
  readonly error: string;
  readonly tookMs: number;
}

export interface ChatOptions {
  readonly key?: string;
  readonly content?: string;
  readonly stream?: boolean;
  /** Keeps connections. */
  readonly agent?: Agent | undefined;
}

/** One chat through the gateway, on a connection of its own unless an agent keeps some; a stream has to end with `[DONE]`. */
export async function chat(
  baseUrl: string,
  { key = MASTER_KEY, content = 'hi', stream = false, agent }: ChatOptions = {},
): Promise<ChatAnswer> {
  const begun = performance.now();
  const took = () => Math.round(performance.now() - begun);
  try {
    const body = JSON.stringify({ model: 'chat', messages: [{ role: 'user', content }], stream });
    const { status, headers, text } = await post(`${baseUrl}/v1/chat/completions`, { key, body, agent });
    const whole = !stream || text.includes('[DONE]');
    const error = status === 200 ? (whole ? '' : 'cut') : text.slice(0, 300);
    const deployment = headers['x-litellm-model-id'];
    return {
      status: whole ? status : 0,
      deployment: typeof deployment === 'string' ? deployment : null,
      error,
      tookMs: took(),
    };
  } catch (error) {
    return { status: 0, deployment: null, error: String(error), tookMs: took() };
  }
}

interface Posted {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

function post(
  url: string,
  { key, body, agent }: { key: string; body: string; agent: Agent | undefined },
): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const asking = request(url, { method: 'POST', headers, agent: agent ?? false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

export interface Load {
  answered(): number;
  /** Asked and not answered yet. */
  waiting(): number;
  /** Ends when everything that was asked is answered. */
  stop(): Promise<ChatAnswer[]>;
}

/** Chats at a steady rate until stopped. */
export function startLoad(baseUrl: string, perSecond: number, options: ChatOptions = {}): Load {
  const running: Promise<ChatAnswer>[] = [];
  let answered = 0;
  const stopping = new AbortController();
  const driving = (async () => {
    while (!stopping.signal.aborted) {
      running.push(chat(baseUrl, options).finally(() => (answered += 1)));
      await sleep(1000 / perSecond);
    }
  })();
  return {
    answered: () => answered,
    waiting: () => running.length - answered,
    stop: async () => {
      stopping.abort();
      await driving;
      return Promise.all(running);
    },
  };
}
