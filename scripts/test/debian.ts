import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const POLICY = '/usr/sbin/policy-rc.d';

/** The line that brings Debian's packages. */
export function installLine(packages: readonly string[]): string {
  return `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/** Packages may be installed here: root on Debian or a child of it. */
export function mayInstall(): boolean {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return process.getuid?.() === 0 && /^ID(_LIKE)?=.*debian/m.test(release);
}

/** Installs packages, saying so; no service of theirs is started. @throws with the last line of what failed */
export function installPackages(packages: readonly string[]): void {
  const line = installLine(packages);
  console.log(`Installing Debian's packages: ${line}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
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

export const isThere = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
