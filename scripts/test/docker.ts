import { spawnSync } from 'node:child_process';
import { installLine, installPackages, isThere, mayInstall } from './debian.ts';

/** What the Docker tests run, and the Debian package that each comes from. */
const programs = {
  dockerd: 'docker.io',
  docker: 'docker.io',
  iptables: 'iptables',
  mmdebstrap: 'mmdebstrap',
  ip: 'iproute2',
  flock: 'util-linux',
} as const;

/**
 * Finds a Docker engine to start, Compose, and what makes images without a registry, or installs Debian's packages when
 * we are root there, and says so. No engine of the system is started.
 * @throws with one sentence where that is impossible.
 */
export async function ensureDocker(): Promise<void> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Error(
      'The Docker tests start an engine of their own, which needs Linux and root. Leave them out with REGENT_TEST_WITHOUT=docker.',
    );
  }
  const missing: string[] = Object.entries(programs).flatMap(([name, source]) => (isThere(name) ? [] : [source]));
  if (composeCommand() === null) missing.push('docker-compose');
  if (missing.length === 0) return;
  const packages = [...new Set(missing)];
  if (!mayInstall()) {
    throw new Error(
      `The Docker tests need what Debian calls \`${installLine(packages)}\`. Or leave them out with REGENT_TEST_WITHOUT=docker.`,
    );
  }
  installPackages(packages);
}

/** How Compose is called here: the plugin where there is one, else the older program. */
export function composeCommand(): readonly string[] | null {
  if (spawnSync('docker', ['compose', 'version']).status === 0) return ['docker', 'compose'];
  return isThere('docker-compose') ? ['docker-compose'] : null;
}
