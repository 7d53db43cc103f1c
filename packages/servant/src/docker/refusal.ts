import { ServantUnreachable } from '../driver.ts';

/** Why the engine did not do as it was asked, in words that say what to do. */
export class EngineRefusal extends ServantUnreachable {
  readonly reason: EngineRefusalReason;

  constructor(reason: EngineRefusalReason, message: string, cause: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}

/** `away`: nobody answers; `absent`: no such container; `refused`: the gate, or rights; `failed`: the engine tried. */
export type EngineRefusalReason = 'away' | 'absent' | 'refused' | 'failed';

const AWAY = new Set([
  'ENOENT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  'EPIPE',
]);

/** Turns what dockerode throws into an {@link EngineRefusal} about `what`. */
export function engineRefusal(error: unknown, what: string): EngineRefusal {
  if (error instanceof EngineRefusal) return error;
  const { statusCode, code, message } = describe(error);
  switch (statusCode) {
    case 404:
      return new EngineRefusal(
        'absent',
        `There is no container ${what}. Start it, or name another with REGENT_SERVANT_CONTAINER.`,
        error,
      );
    case 403:
      return new EngineRefusal(
        'refused',
        `The gate before the Docker engine refuses this for ${what}. Does its SERVANT name the same container?`,
        error,
      );
    case 502:
    case 503:
    case 504:
      return new EngineRefusal('away', 'The gate answers, but the Docker engine behind it does not.', error);
    case null:
      break;
    default:
      return new EngineRefusal('failed', `The Docker engine failed: ${message}`, error);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new EngineRefusal('refused', 'This user may not open the Docker socket that DOCKER_HOST names.', error);
  }
  if (code !== null && AWAY.has(code)) {
    return new EngineRefusal('away', `The Docker engine does not answer (${code}). Is DOCKER_HOST right?`, error);
  }
  return new EngineRefusal('failed', `The Docker engine could not be asked: ${message}`, error);
}

interface Failure {
  readonly statusCode: number | null;
  readonly code: string | null;
  readonly message: string;
}

function describe(error: unknown): Failure {
  if (!(error instanceof Error)) return { statusCode: null, code: null, message: String(error) };
  const statusCode = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return { statusCode, code, message: error.message };
}
