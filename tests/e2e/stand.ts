import { afterEach, beforeEach } from 'vitest';
import { type Browser, openBrowser, openTab, type Page, picture } from '../rig/browser.ts';
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

/**
 * For files whose tests are steps of one story: after the first that fails the others do not run, and the page is kept as
 * a picture as it was.
 */
export function stopAtFirstFailure(pageNow: () => Page): void {
  let broken = false;
  beforeEach(() => {
    if (broken) throw new Error('An earlier step failed.');
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail' || broken) return;
    broken = true;
    await picture(pageNow(), `failed-${task.name.slice(0, 40).replaceAll(/\W+/g, '-')}`);
  });
}
