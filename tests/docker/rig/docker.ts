import { privateEngine } from './private-engine.ts';
import { run } from './program.ts';

/** `docker ARGUMENTS` on the engine of the tests; gives what it prints. */
export async function docker(...args: string[]): Promise<string> {
  return (await run('docker', args, { env: { DOCKER_HOST: privateEngine.address } })).trim();
}
