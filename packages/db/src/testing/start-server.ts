import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { nameTestServer, namedTestServer } from '../env.ts';

/** Global set-up of test runs: one embedded server for all files, unless one is named already. */
export default async function startServer(): Promise<(() => Promise<void>) | undefined> {
  if (namedTestServer() !== undefined) return undefined;
  const serve = fileURLToPath(new URL('./serve.ts', import.meta.url));
  const child = spawn(process.execPath, [serve], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const first = once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line));
  const address = await Promise.race([first, ended.then(() => null)]);
  if (address === null) throw new Error('The test server of PostgreSQL did not start; see above.');
  nameTestServer(address);
  return async () => {
    child.stdin.end();
    await ended;
  };
}
