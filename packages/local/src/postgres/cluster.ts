import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Account, serverAccount } from './account.ts';
import { findPrograms } from './programs.ts';
import { runProgram } from './run-program.ts';

const SUPERUSER = 'regent_root';
const CONNECTIONS_MAX = 200;

/** A whole cluster on disk and how to start its server; the server itself may or may not run. */
export interface Cluster {
  readonly data: string;
  readonly port: number;
  readonly password: string;
  readonly account: Account | null;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly version: string;
  superuserUrl(database: string): string;
}

/**
 * Makes the cluster below `folder` when there is none, and settles its port once and for all.
 * Works as root (the server runs as a lent account) and as any other user.
 * @throws when the data was made by another major version of PostgreSQL.
 */
export async function prepareCluster(folder: string): Promise<Cluster> {
  const account = await serverAccount();
  const run = join(folder, 'run');
  await mkdir(run, { recursive: true, mode: 0o755 });
  for (const path of [folder, run]) {
    if (account) await chown(path, account.uid, account.gid);
    await chmod(path, 0o700);
  }
  const { bin, version } = await findPrograms(folder, account);
  const data = join(folder, 'data');
  const password = await keptText(join(folder, 'password'), () => randomBytes(24).toString('hex'));
  const environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  if (!(await exists(join(data, 'PG_VERSION'))))
    await makeCluster({ bin, folder, data, password, account, environment });
  const major = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  if (major !== version.split('.')[0]) {
    throw new Error(
      `${data} was made by PostgreSQL ${major}, this package brings ${version}. Export with the old one, then import.`,
    );
  }
  const port = Number(await keptText(join(folder, 'port'), async () => String(await freePort())));
  const setting = (name: string, value: string | number) => ['-c', `${name}=${value}`];
  return {
    data,
    port,
    password,
    account,
    folder,
    version,
    environment,
    command: join(bin, 'postgres'),
    args: [
      ...['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', run],
      ...setting('shared_buffers', '64MB'),
      ...setting('max_connections', CONNECTIONS_MAX),
      ...setting('timezone', 'UTC'),
      ...setting('log_timezone', 'UTC'),
    ],
    superuserUrl: (database) => `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`,
  };
}

interface NewCluster {
  readonly bin: string;
  readonly folder: string;
  readonly data: string;
  readonly password: string;
  readonly account: Account | null;
  readonly environment: Readonly<Record<string, string>>;
}

async function makeCluster({ bin, folder, data, password, account, environment }: NewCluster): Promise<void> {
  const fresh = `${data}.new`;
  const passwordFile = join(folder, 'run', 'initial-password');
  await rm(fresh, { recursive: true, force: true });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account) await chown(passwordFile, account.uid, account.gid);
  const locale = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  await runProgram(
    join(bin, 'initdb'),
    ['-D', fresh, '-U', SUPERUSER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, ...locale, '--no-instructions'],
    { ...account, cwd: folder, env: environment },
  );
  await rm(passwordFile);
  await rename(fresh, data); // only a whole cluster ever gets the final name
}

async function keptText(path: string, make: () => string | Promise<string>): Promise<string> {
  const kept = await readFile(path, 'utf8').catch(() => null);
  if (kept !== null) return kept.trim();
  const made = await make();
  await writeFile(path, made, { mode: 0o600 });
  return made;
}

/** A port that was free a moment ago on loopback. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
