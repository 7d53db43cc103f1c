import { installLine, installPackages, isThere, mayInstall } from './debian.ts';

const PACKAGES = ['redis-server'];

/**
 * Finds Valkey or Redis for the tests of the cache, or installs Debian's package when we are root there, and says so.
 * @throws with the line to type where we may not.
 */
export async function ensureRedis(): Promise<void> {
  if (['valkey-server', 'redis-server'].some(isThere)) return;
  if (!mayInstall())
    throw new Error(
      `The tests of the cache need valkey-server or redis-server. Install one (${installLine(PACKAGES)}).`,
    );
  installPackages(PACKAGES);
}
