import { readFile } from 'node:fs/promises';
import { createRegentClient, type RegentClient } from '@regent/client';
import { stateFolder } from '@regent/local';
import { environment } from './env.ts';
import { CommandError } from './output.ts';

/** Options that every command takes which talks to a running Regent. */
export interface ConnectionOptions {
  readonly url?: string;
  readonly token?: string;
}

const LOCAL_URL = 'http://127.0.0.1:8081';

/**
 * A client of the Regent that was named (`--url` with `--token`, or `REGENT_URL` with `REGENT_TOKEN`), else of the local
 * run, whose own token lies in the state folder.
 */
export async function connect(options: ConnectionOptions): Promise<RegentClient> {
  const url = options.url ?? environment.url();
  const token = options.token ?? environment.token();
  if (url && !token)
    throw new CommandError(
      '--url needs a token.',
      'Make one under Settings, API tokens; pass it as --token or REGENT_TOKEN.',
    );
  if (url && token) return createRegentClient({ url, token });
  const local = await localToken();
  if (!local)
    throw new CommandError(
      'There is no local Regent here.',
      'Start one with `./regent up`, or name another with --url and --token.',
    );
  return createRegentClient({ url: await localUrl(), token: token ?? local });
}

/** Where the local run serves; it may have been started on another port. */
export async function localUrl(): Promise<string> {
  const kept = await readFile(`${stateFolder(environment.state()).run}/url`, 'utf8').catch(() => null);
  return kept?.trim() ?? LOCAL_URL;
}

async function localToken(): Promise<string | null> {
  return readFile(stateFolder(environment.state()).localTokenFile, 'utf8').catch(() => null);
}
