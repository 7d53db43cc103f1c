import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRegentClient } from '@regent/client';
import { supervisorOf } from '@regent/local';
import type { LocalRun } from '../rig/local-run.ts';
import type { Examined } from './invariants.ts';

/** A local run seen from beside it: its client, what the invariants read, and who runs. */
export interface ExaminedRun extends Examined {
  readonly providerUrl: string;
  readonly masterKey: string;
  /** Pid of every service, and of the supervisor. */
  pids(): Promise<Readonly<Record<string, number>>>;
}

export async function examineRun({ state, url, providerUrl }: LocalRun): Promise<ExaminedRun> {
  const secrets = JSON.parse(await readFile(state.secretsFile, 'utf8')) as { localToken: string; masterKey: string };
  const password = await readFile(join(state.postgres, 'password'), 'utf8');
  const port = await readFile(join(state.postgres, 'port'), 'utf8');
  return {
    client: createRegentClient({ url, token: secrets.localToken }),
    artifactFolder: state.artifacts,
    databaseUrl: `postgres://regent_root:${password}@127.0.0.1:${port}/regent`,
    providerUrl,
    masterKey: secrets.masterKey,
    pids: async () => {
      const status = await supervisorOf(state).status();
      if (!status) throw new Error('The supervisor does not answer.');
      const services = status.services.map(({ name, pid }) => [name, pid ?? 0] as const);
      return { supervisor: status.pid, ...Object.fromEntries(services) };
    },
  };
}
