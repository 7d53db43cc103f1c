import type { Context } from 'hono';
import type { Failure } from './switches.ts';

/** An error as OpenAI words it; the code is the status when the failure names none. */
export function failure(c: Context, { failStatus, failCode, failMessage }: Failure): Response {
  const type = failStatus < 500 ? 'invalid_request_error' : 'server_error';
  const error = { message: failMessage, type, param: null, code: failCode ?? String(failStatus) };
  return c.json({ error }, failStatus as 400);
}
