import type { HostTrouble } from '@regent/core';
import { ServantUnreachable } from '../driver.ts';

/** Why the engine did not do as it was asked; `message` says what is wrong and what to do. */
export class EngineRefusal extends ServantUnreachable {
  readonly trouble: HostTrouble;

  constructor(trouble: HostTrouble, cause: unknown) {
    super(`${trouble.message} ${trouble.remedy}`, { cause });
    this.trouble = trouble;
  }
}

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
  return error instanceof EngineRefusal ? error : new EngineRefusal(troubleOf(describe(error), what), error);
}

function troubleOf({ statusCode, code, message }: Failure, what: string): HostTrouble {
  switch (statusCode) {
    case 404:
      return {
        reason: 'absent',
        message: `There is no container ${what}.`,
        remedy: 'Start it, or name another with REGENT_SERVANT_CONTAINER.',
      };
    case 403:
      return {
        reason: 'refused',
        message: `The gate before the Docker engine refuses this for ${what}.`,
        remedy: 'Let its SERVANT and REGENT_SERVANT_CONTAINER name the same container.',
      };
    case 502:
    case 503:
    case 504:
      return {
        reason: 'away',
        message: 'The gate answers, but the Docker engine behind it does not.',
        remedy: 'Start the engine; if it runs, run ./setup-env, because the group of its socket may have changed.',
      };
    case null:
      return unanswered(code, message);
    default:
      return {
        reason: 'failed',
        message: `The Docker engine failed: ${message}`,
        remedy: 'Its own log says more.',
      };
  }
}

function unanswered(code: string | null, message: string): HostTrouble {
  if (code === 'EACCES' || code === 'EPERM') {
    return {
      reason: 'refused',
      message: 'This user may not open the Docker socket that DOCKER_HOST names.',
      remedy: 'Add the user to the group of the socket, or put the gate before it.',
    };
  }
  if (code !== null && AWAY.has(code)) {
    return {
      reason: 'away',
      message: `The Docker engine does not answer (${code}).`,
      remedy: 'Start it, or mend DOCKER_HOST.',
    };
  }
  return {
    reason: 'failed',
    message: `The Docker engine could not be asked: ${message}`,
    remedy: 'Look at the engine and at DOCKER_HOST.',
  };
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
