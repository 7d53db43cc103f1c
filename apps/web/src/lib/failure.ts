import type { VersionConflict } from '@regent/core';

/** What a failed call tells a person: what happened, what to do, and an id to quote. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly requestId: string | null;
  readonly data: unknown;
}

const offline: Failure = {
  code: 'offline',
  message: 'Regent does not answer.',
  hint: 'The gateway serves on without it. Check that Regent runs, then try again.',
  requestId: null,
  data: null,
};

/** Reads any thrown value. The API puts its own code, message and hint in `data`; nothing is guessed from text. */
export function toFailure(error: unknown): Failure {
  const data = field(error, 'data');
  const code = field(data, 'code');
  const message = field(data, 'message') ?? field(error, 'message');
  if (typeof code !== 'string') {
    return field(error, 'name') === 'TRPCClientError' && data === undefined
      ? offline
      : { ...offline, code: 'internal', message: 'Something went wrong in this page.', hint: String(message ?? error) };
  }
  return {
    code,
    message: [text(message), text(field(data, 'detail'))]
      .filter((part, i, all) => part && all.indexOf(part) === i)
      .join(' '),
    hint: text(field(data, 'hint')),
    requestId: text(field(data, 'requestId')) || null,
    data: field(data, 'data') ?? null,
  };
}

export function conflictOf(failure: Failure): VersionConflict | null {
  return failure.code === 'version-conflict' && failure.data ? (failure.data as VersionConflict) : null;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
