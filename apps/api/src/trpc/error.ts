import { AppError, type ErrorCode, errorTable } from '@regent/core';
import { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';

/** What every failed answer carries in `error.data`, beside tRPC's own path and HTTP status. */
export interface PublicError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  readonly requestId: string;
  readonly detail?: string;
  readonly data?: unknown;
}

/** The only mapping from a thrown value to public words; causes stay inside and are logged by the caller. */
export function toPublicError(error: TRPCError, requestId: string): PublicError {
  const cause = error.cause;
  if (cause instanceof AppError) {
    return {
      ...sentence(cause.code, requestId),
      ...(cause.detail === undefined ? {} : { detail: cause.detail }),
      ...(cause.data === undefined ? {} : { data: cause.data }),
    };
  }
  if (cause instanceof ZodError) {
    const detail = cause.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`).join('; ');
    return { ...sentence('bad-input', requestId), detail };
  }
  return sentence(ownCodes[error.code] ?? 'internal', requestId);
}

/** What tRPC itself refuses; anything else is a fault of ours. */
const ownCodes: Partial<Record<TRPCError['code'], ErrorCode>> = {
  NOT_FOUND: 'not-found',
  PAYLOAD_TOO_LARGE: 'too-large',
  PARSE_ERROR: 'bad-input',
  BAD_REQUEST: 'bad-input',
  METHOD_NOT_SUPPORTED: 'bad-input',
  UNSUPPORTED_MEDIA_TYPE: 'bad-input',
};

/** Wraps an operational failure so that the answer gets its HTTP status. */
export function toTrpcError(error: AppError): TRPCError {
  return new TRPCError({ code: trpcCodes[errorTable[error.code].status], message: error.message, cause: error });
}

function sentence(code: ErrorCode, requestId: string): PublicError {
  const { message, hint } = errorTable[code];
  return { code, message, hint, requestId };
}

type Status = (typeof errorTable)[ErrorCode]['status'];

const trpcCodes: Record<Status, TRPCError['code']> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL_SERVER_ERROR',
  502: 'BAD_GATEWAY',
  503: 'SERVICE_UNAVAILABLE',
};
