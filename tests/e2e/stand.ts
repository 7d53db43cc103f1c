import { type Browser, openBrowser, openTab, type Page } from '../rig/browser.ts';
import { type LocalRun, startLocalRun } from '../rig/local-run.ts';
import { setUp } from './steps.ts';

/** A whole installation, and one tab in which its first administrator is signed in. */
export interface Stand {
  readonly run: LocalRun;
  readonly browser: Browser;
  readonly page: Page;
  /** What the tab's console complained about so far. */
  readonly problems: string[];
  stop(): Promise<void>;
}

const STEP_TIMEOUT_MS = 20_000;

/** With `signedIn: false` the one-time link is left for the test. */
export async function startStand({ signedIn = true }: { signedIn?: boolean } = {}): Promise<Stand> {
  const run = await startLocalRun();
  let browser: Browser | undefined;
  const stop = async () => {
    await browser?.close();
    await run.stop();
  };
  try {
    browser = await openBrowser();
    const { page, problems } = await openTab(browser);
    page.setDefaultTimeout(STEP_TIMEOUT_MS);
    if (signedIn) await setUp(page, run);
    return { run, browser, page, problems, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
