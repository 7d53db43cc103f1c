import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const DEBIAN = 'apt-get install -y --no-install-recommends chromium';

/** The browser of the tests: `CHROMIUM`, else one of the usual places. */
function chromiumPath(): string | null {
  return [process.env.CHROMIUM, ...PLACES].find((path) => path !== undefined && existsSync(path)) ?? null;
}

/**
 * Finds Chromium, or installs Debian's package when we are root there, and says so.
 * @throws with the line to type where we may not.
 */
export async function ensureChromium(): Promise<void> {
  if (chromiumPath()) return;
  const debian = /^ID(_LIKE)?=.*debian/m.test(readIfThere('/etc/os-release'));
  if (!debian || process.getuid?.() !== 0) {
    throw new Error(
      `The browser tests need Chromium. Install it (${DEBIAN}), set CHROMIUM, or leave them out with REGENT_TEST_WITHOUT=browser.`,
    );
  }
  console.log(`Installing Debian's Chromium: ${DEBIAN}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const line of ['apt-get update -qq', `${DEBIAN} -qq`]) {
    const done = spawnSync('sh', ['-c', line], { env, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`\`${line}\` failed: ${done.stderr.trim().split('\n').at(-1)}`);
  }
  if (!chromiumPath()) throw new Error('Chromium was installed but is not where it should be; set CHROMIUM.');
}

const readIfThere = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
