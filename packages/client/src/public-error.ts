import { TRPCClientError } from '@trpc/client';

/** What Regent says of a failure: a stable code, a sentence, and what to do. */
export interface PublicError {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  /** Quote it when asking for help; null when the request did not reach Regent. */
  readonly requestId: string | null;
  /** Structured data of some codes: diagnostics, the three-way view of a conflict. */
  readonly data: unknown;
}

/** Reads the public error from whatever a call of the client rejected with. */
export function publicError(error: unknown): PublicError {
  if (error instanceof TRPCClientError) {
    const data: unknown = error.data;
    if (isRegentError(data)) {
      return {
        code: data.code,
        message: error.message,
        hint: data.hint,
        requestId: data.requestId ?? null,
        data: data.data,
      };
    }
  }
  const cause = error instanceof Error ? error.message : String(error);
  return {
    code: 'unreachable',
    message: 'Regent does not answer.',
    hint: `Is it running, and is the address right? (${cause})`,
    requestId: null,
    data: null,
  };
}

function isRegentError(data: unknown): data is { code: string; hint: string; requestId?: string; data?: unknown } {
  return typeof data === 'object' && data !== null && 'code' in data && typeof data.code === 'string' && 'hint' in data;
}
