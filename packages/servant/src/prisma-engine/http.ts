import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Engine, EngineRequest } from './engine.ts';

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/**
 * The HTTP side of the native `query-engine` program, as far as prisma-client-py uses it (its `engine/query.py`):
 * `POST /`, `GET /status`, `GET /metrics`, `POST /transaction/…`. `onFatal` is told when the engine cannot go on.
 */
export function createEngineServer(engine: Engine, onFatal: (error: unknown) => void): Server {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      send(response, await route(engine, request));
    } catch (error) {
      const isPanic = error instanceof WebAssembly.RuntimeError;
      const message = error instanceof Error ? error.message : String(error);
      send(response, { status: 500, body: { is_panic: isPanic, message } });
      if (isPanic) onFatal(error);
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  // The client keeps idle connections and would race a server that closes them.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  return server;
}

const NO_METRICS = { counters: [], gauges: [], histograms: [] };

async function route(engine: Engine, request: IncomingMessage): Promise<Reply> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://engine');
  if (request.method === 'GET') {
    if (pathname === '/status') return { status: 200, body: { status: 'ok' } };
    // The engine keeps no metrics in this build: an empty answer in the format asked for.
    if (pathname === '/metrics') return { status: 200, body: searchParams.get('format') === 'json' ? NO_METRICS : '' };
    return { status: 404, body: {} };
  }
  const text = await readBody(request);
  if (pathname === '/') {
    const transactionId = request.headers['x-transaction-id'];
    const question = JSON.parse(text) as EngineRequest; // written by the client; what it cannot hold is refused by the engine
    return {
      status: 200,
      body: await engine.run(question, typeof transactionId === 'string' ? transactionId : undefined),
    };
  }
  const [, scope, id = '', step] = pathname.split('/');
  if (scope !== 'transaction') return { status: 404, body: {} };
  if (id === 'start') return transactionReply(await engine.startTransaction(text));
  if (step === 'commit') return transactionReply(await engine.commitTransaction(id));
  if (step === 'rollback') return transactionReply(await engine.rollbackTransaction(id));
  return { status: 404, body: {} };
}

/** The engine gives P2028 to all of these; the native one tells them apart by the status. */
const STATUS_OF_TRANSACTION_ERROR: readonly (readonly [RegExp, number])[] = [
  [/Unable to start a transaction in the given time/, 504],
  [/Transaction not found/, 404],
  [/Transaction already closed|closed transaction|expired transaction/i, 422],
];

function transactionReply(answer: unknown): Reply {
  const error = (answer as { user_facing_error?: { message: string } }).user_facing_error;
  if (error === undefined) return { status: 200, body: answer };
  const [, status] = STATUS_OF_TRANSACTION_ERROR.find(([pattern]) => pattern.test(error.message)) ?? [null, 500];
  return { status, body: error };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer); // no encoding is set on the stream
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, { status, body }: Reply): void {
  const isText = typeof body === 'string';
  const payload = Buffer.from(isText ? body : JSON.stringify(body));
  response.writeHead(status, {
    'content-type': isText ? 'text/plain' : 'application/json',
    'content-length': payload.length,
  });
  response.end(payload);
}
