import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const DEBIAN = 'apt-get install -y --no-install-recommends redis-server';
const POLICY = '/usr/sbin/policy-rc.d';

/**
 * Finds Valkey or Redis for the tests of the cache, or installs Debian's package when we are root there, and says so.
 * No server of the system is started.
 * @throws with the line to type where we may not.
 */
export async function ensureRedis(): Promise<void> {
  if (['valkey-server', 'redis-server'].some(isThere)) return;
  const debian = /^ID(_LIKE)?=.*debian/m.test(
    existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '',
  );
  if (!debian || process.getuid?.() !== 0)
    throw new Error(`The tests of the cache need valkey-server or redis-server. Install one (${DEBIAN}).`);
  console.log(`Installing Debian's Redis: ${DEBIAN}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const forbid = !existsSync(POLICY);
  if (forbid) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    for (const line of ['apt-get update -qq', `${DEBIAN} -qq`]) {
      const done = spawnSync('sh', ['-c', line], { env, encoding: 'utf8' });
      if (done.status !== 0) throw new Error(`\`${line}\` failed: ${done.stderr.trim().split('\n').at(-1)}`);
    }
  } finally {
    if (forbid) rmSync(POLICY, { force: true });
  }
}

const isThere = (name: string): boolean => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
