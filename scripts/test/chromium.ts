import { existsSync } from 'node:fs';
import { installLine, installPackages, mayInstall } from './debian.ts';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const PACKAGES = ['chromium'];

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
  if (!mayInstall()) {
    throw new Error(
      `The browser tests need Chromium. Install it (${installLine(PACKAGES)}), set CHROMIUM, or leave them out with REGENT_TEST_WITHOUT=browser.`,
    );
  }
  installPackages(PACKAGES);
  if (!chromiumPath()) throw new Error('Chromium was installed but is not where it should be; set CHROMIUM.');
}
