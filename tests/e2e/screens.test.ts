import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  axeFindings,
  type Browser,
  openBrowser,
  openTab,
  type Page,
  picture,
  type sizes,
  themes,
} from '../rig/browser.ts';
import { type LocalRun, startLocalRun } from '../rig/local-run.ts';
import { apply, closeDialog, openReview, setUp } from './steps.ts';

/**
 * Every screen in both themes: nothing that axe finds, no error in the console, nothing wider than the window. Two tabs share
 * the screens. The short run looks at the desktop; `npm run test:full` also at the phone and keeps a picture of each.
 */
const full = process.env.REGENT_TEST_FULL === '1';
let run: LocalRun;
let browser: Browser;
let screens: string[];

beforeAll(async () => {
  run = await startLocalRun();
  browser = await openBrowser();
  const { page, context } = await openTab(browser);
  page.setDefaultTimeout(20_000);
  await setUp(page, run);
  await page.getByRole('button', { name: 'Stage the demo' }).click();
  await openReview(page);
  await apply(page, 1);
  await closeDialog(page);
  screens = await page
    .getByRole('navigation')
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  state = await context.storageState();
  await context.close();
});
afterAll(async () => {
  await browser?.close();
  await run?.stop();
});

let state: Awaited<ReturnType<Awaited<ReturnType<typeof openTab>>['context']['storageState']>>;

/** Opens a screen and waits until nothing on it is still on its way. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${run.url}${path}`, { waitUntil: 'commit' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .skeletons'));
}

async function findings(page: Page, path: string): Promise<string[]> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return [...(await axeFindings(page)), ...(wide > 0 ? [`${wide} px wider than the window`] : [])].map(
    (finding) => `${path}: ${finding}`,
  );
}

/** What is wrong with the screens, one tab looking at one after the other. */
async function tour(size: keyof typeof sizes, paths: readonly string[]): Promise<string[]> {
  const { page, problems, context } = await openTab(browser, { size, state });
  page.setDefaultTimeout(30_000);
  const found: string[] = [];
  for (const path of paths) {
    await open(page, path);
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      found.push(...(await findings(page, `${path} (${theme})`)));
      if (full) await picture(page, `${size}-${theme}-${path.slice(1) || 'dashboard'}`);
    }
  }
  await context.close();
  return [...found, ...problems];
}

test.each(full ? (['desktop', 'phone'] as const) : (['desktop'] as const))(
  'every screen on the %s is accessible in both themes and fits',
  { timeout: 240_000 },
  async (size) => {
    const odd = (path: string) => screens.indexOf(path) % 2 === 1;
    const halves = [screens.filter(odd), screens.filter((path) => !odd(path))];
    expect((await Promise.all(halves.map((paths) => tour(size, paths)))).flat()).toEqual([]);
  },
);

test('at 320 px the main screens still fit', async () => {
  expect(await tour('narrow', ['/', '/models', '/keys', '/history'])).toEqual([]);
});
