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
        message: [error.message, data.detail].filter(isSaid).filter(isFirst).join(' '),
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

interface RegentErrorData {
  readonly code: string;
  readonly hint: string;
  readonly detail?: unknown;
  readonly requestId?: string;
  readonly data?: unknown;
}

/** Some errors have nothing to add to their sentence, and some repeat it. */
const isSaid = (part: unknown): part is string => typeof part === 'string' && part !== '';
const isFirst = (part: string, at: number, all: readonly string[]) => all.indexOf(part) === at;

function isRegentError(data: unknown): data is RegentErrorData {
  return typeof data === 'object' && data !== null && 'code' in data && typeof data.code === 'string' && 'hint' in data;
}
