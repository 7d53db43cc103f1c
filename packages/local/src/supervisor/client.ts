import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { hostEnvironment } from '../env.ts';
import type { StateFolder } from '../state-folder.ts';
import { Answer, type Request, type ServiceSpec, type ServiceStatus } from './protocol.ts';

const START_TIMEOUT_MS = 10_000;

/** Talks to the supervisor of a state folder. */
export interface Supervisor {
  /** Null when none runs. */
  status(): Promise<{ pid: number; services: ServiceStatus[] } | null>;
  /** Starts the supervisor when none runs; an orphaned program is adopted by it. */
  ensure(): Promise<void>;
  keep(service: ServiceSpec): Promise<void>;
  stop(name: string): Promise<void>;
  /** Ends the supervisor itself; programs that were not stopped before run on. */
  leave(): Promise<void>;
}

export function supervisorOf(state: StateFolder): Supervisor {
  const ask = (request: Request) => talk(state.supervisorSocket, request);
  const must = async (request: Request) => {
    const answer = await ask(request);
    if (!answer) throw new Error('The supervisor does not run.');
    if (!answer.ok) throw new Error(`The supervisor could not do it: ${answer.error}`);
    return answer;
  };
  const status = async () => {
    const answer = await ask({ do: 'status' });
    return answer?.ok ? answer : null;
  };
  return {
    status,
    ensure: async () => {
      if (await status()) return;
      startDetached(state);
      const deadline = Date.now() + START_TIMEOUT_MS;
      while (!(await status())) {
        if (Date.now() > deadline)
          throw new Error(`The supervisor did not start; see ${join(state.logs, 'supervisor.log')}.`);
        await sleep(20);
      }
    },
    keep: async (service) => void (await must({ do: 'keep', service })),
    stop: async (name) => void (await must({ do: 'stop', name })),
    leave: async () => {
      await ask({ do: 'leave' });
      while (await status()) await sleep(20);
    },
  };
}

function startDetached(state: StateFolder): void {
  const log = openSync(join(state.logs, 'supervisor.log'), 'a', 0o600);
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const child = spawn(process.execPath, [main, state.supervisorSocket], {
    cwd: state.root,
    detached: true,
    stdio: ['ignore', log, log],
    env: hostEnvironment(),
  });
  closeSync(log);
  child.unref();
}

/** One request, one answer; null when nobody listens. */
function talk(path: string, request: Request): Promise<Answer | null> {
  return new Promise((resolve, reject) => {
    let received = '';
    const peer = connect(path, () => peer.write(`${JSON.stringify(request)}\n`));
    peer.on('data', (chunk) => {
      received += chunk;
      if (!received.endsWith('\n')) return;
      peer.destroy();
      try {
        resolve(Answer.parse(JSON.parse(received)));
      } catch (error) {
        reject(error);
      }
    });
    peer.on('end', () => resolve(null));
    peer.on('error', () => resolve(null));
  });
}
