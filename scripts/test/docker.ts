import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** What the Docker tests run, and the Debian package that each comes from. */
const programs = {
  dockerd: 'docker.io',
  docker: 'docker.io',
  iptables: 'iptables',
  mmdebstrap: 'mmdebstrap',
  ip: 'iproute2',
} as const;

const POLICY = '/usr/sbin/policy-rc.d';

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
  const line = `apt-get install -y --no-install-recommends ${[...new Set(missing)].join(' ')}`;
  if (!/^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))) {
    throw new Error(
      `The Docker tests need what Debian calls \`${line}\`. Or leave them out with REGENT_TEST_WITHOUT=docker.`,
    );
  }
  console.log(`Installing Debian's packages: ${line}`);
  install(line);
}

/** How Compose is called here: the plugin where there is one, else the older program. */
export function composeCommand(): readonly string[] | null {
  if (spawnSync('docker', ['compose', 'version']).status === 0) return ['docker', 'compose'];
  return isThere('docker-compose') ? ['docker-compose'] : null;
}

function install(line: string): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // The package would start an engine of the system.
  const forbid = !existsSync(POLICY);
  if (forbid) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    for (const each of ['apt-get update -qq', `${line} -qq`]) {
      const done = spawnSync('sh', ['-c', each], { env, encoding: 'utf8' });
      if (done.status !== 0) throw new Error(`\`${each}\` failed: ${done.stderr.trim().split('\n').at(-1)}`);
    }
  } finally {
    if (forbid) rmSync(POLICY, { force: true });
  }
}

const isThere = (name: string): boolean => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
