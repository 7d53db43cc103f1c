/**
 * Errors in the words of the native engine (https://www.prisma.io/docs/orm/reference/error-reference), for what the
 * WebAssembly build cannot see itself: it never touches the connection.
 */
export class EngineError extends Error {
  readonly code: string;
  readonly meta: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, meta: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.meta = meta;
  }

  toAnswer(): unknown {
    return graphqlError(this.code, this.message, this.meta);
  }
}

/** Where a pool leads and what it allows; named in messages. */
export interface Reach {
  readonly host: string;
  readonly port: number;
  readonly limit: number;
  readonly timeoutS: number;
}

const POOL_TIMEOUT = 'timeout exceeded when trying to connect'; // pg-pool has no code for it
const LOST = new Set(['ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03']);

/** What went wrong between this program and Postgres: `pg` reports it as plain errors. */
export function connectionError(error: unknown, { host, port, limit, timeoutS }: Reach): EngineError {
  const { message, code, syscall } = readError(error);
  if (message === POOL_TIMEOUT) {
    const settings = `(Current connection pool timeout: ${timeoutS}, connection limit: ${limit})`;
    const text = `Timed out fetching a new connection from the connection pool. More info: http://pris.ly/d/connection-pool ${settings}`;
    return new EngineError('P2024', text, { connection_limit: limit, timeout: timeoutS });
  }
  if (syscall === 'connect' || syscall === 'getaddrinfo' || error instanceof AggregateError) {
    const place = `\`${host}:${port}\``;
    const text = `Can't reach database server at ${place}\n\nPlease make sure your database server is running at ${place}.`;
    return new EngineError('P1001', text, { database_host: host, database_port: port });
  }
  if (code === '28P01' || code === '28000') {
    return new EngineError('P1000', `Authentication failed against database server at \`${host}\`: ${message}`, {
      database_host: host,
    });
  }
  if (code === '3D000') return new EngineError('P1003', `Database does not exist: ${message}`);
  // `pg` ends a cut connection with errors that only have a text.
  if (LOST.has(code) || /terminated|ended|closed/i.test(message))
    return new EngineError('P1017', 'Server has closed the connection.');
  return new EngineError('P2010', `Error in the database driver: ${message}`);
}

/** A request that cannot be read; P2009 is the native engine's code for an invalid query. */
export function requestError(message: string): unknown {
  return graphqlError('P2009', `Failed to validate the query: \`${message}\``, {});
}

function graphqlError(code: string, message: string, meta: Readonly<Record<string, unknown>>): unknown {
  return { error: message, user_facing_error: { is_panic: false, message, meta, error_code: code } };
}

function readError(error: unknown): { message: string; code: string; syscall: string } {
  if (!(error instanceof Error)) return { message: String(error), code: '', syscall: '' };
  const { code, syscall } = error as { code?: unknown; syscall?: unknown }; // Node's and pg's additions to Error
  return { message: error.message, code: String(code ?? ''), syscall: String(syscall ?? '') };
}
