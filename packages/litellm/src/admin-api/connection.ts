import type { Secret } from '@regent/core';
import { z } from 'zod';

/** How Regent reaches the admin API of one LiteLLM. */
export interface EngineConnection {
  readonly baseUrl: string;
  readonly masterKey: Secret;
  /** For every call; 15 s when absent. */
  readonly timeoutMs?: number;
}

/** LiteLLM answered with an error, or did not answer (`status` 0). The text may hold values: redact before showing. */
export class EngineApiError extends Error {
  readonly status: number;

  constructor(status: number, text: string, cause?: unknown) {
    super(text, { cause });
    this.name = 'EngineApiError';
    this.status = status;
  }
}

export interface EngineRequest<T> {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly body?: unknown;
  readonly answer: z.ZodType<T>;
}

const TIMEOUT_MS = 15_000;

/**
 * One call of the admin API, its answer parsed.
 * @throws EngineApiError for every status but 2xx, for a network failure, and for an answer of another shape.
 */
export async function callEngine<T>(connection: EngineConnection, request: EngineRequest<T>): Promise<T> {
  const response = await send(connection, request);
  const text = await response.text();
  if (!response.ok) throw new EngineApiError(response.status, errorText(text));
  const parsed = request.answer.safeParse(jsonOrNull(text));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new EngineApiError(502, `Unexpected answer of ${request.path}: ${issue?.path.join('.')} ${issue?.message}`);
  }
  return parsed.data;
}

/**
 * One call whose answer is text, for example an event stream, read to its end.
 * @throws EngineApiError for every status but 2xx, and for a network failure before or while it is read
 */
export async function callEngineForText(
  connection: EngineConnection,
  request: Omit<EngineRequest<unknown>, 'answer'>,
): Promise<string> {
  const response = await send(connection, request);
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    throw new EngineApiError(0, 'LiteLLM did not answer to the end.', error);
  }
  if (!response.ok) throw new EngineApiError(response.status, errorText(text));
  return text;
}

async function send(connection: EngineConnection, request: Omit<EngineRequest<unknown>, 'answer'>): Promise<Response> {
  try {
    return await fetch(new URL(request.path, connection.baseUrl), {
      method: request.method,
      headers: {
        authorization: `Bearer ${connection.masterKey.reveal()}`,
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      signal: AbortSignal.timeout(connection.timeoutMs ?? TIMEOUT_MS),
    });
  } catch (error) {
    throw new EngineApiError(0, 'LiteLLM does not answer.', error);
  }
}

const ErrorBody = z.union([
  z.object({ error: z.object({ message: z.coerce.string() }) }).transform((body) => body.error.message),
  z.object({ detail: z.object({ error: z.coerce.string() }) }).transform((body) => body.detail.error),
  z.object({ detail: z.string() }).transform((body) => body.detail),
]);

/** LiteLLM has two error shapes, and messages may be Python text rather than JSON. */
function errorText(text: string): string {
  const parsed = ErrorBody.safeParse(jsonOrNull(text));
  return (parsed.success ? parsed.data : text).slice(0, 2000);
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
