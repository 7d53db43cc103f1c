import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings, type Browser, openBrowser, openTab, type Page, picture, sizes, themes } from '../rig/browser.ts';
import { type LocalRun, startLocalRun } from '../rig/local-run.ts';
import { apply, closeDialog, openReview, setUp } from './steps.ts';

/**
 * Every screen in both themes: nothing that axe finds, no error in the console, nothing wider than the window. The short
 * run looks at the desktop; `npm run test:full` also at the phone and keeps a picture of each.
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

async function look(page: Page, path: string): Promise<string[]> {
  await page.goto(`${run.url}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return [...(await axeFindings(page)), ...(wide > 0 ? [`${wide} px wider than the window`] : [])].map(
    (finding) => `${path}: ${finding}`,
  );
}

describe.each(themes)('in the %s theme', (theme) => {
  test.each(full ? (['desktop', 'phone'] as const) : (['desktop'] as const))(
    'every screen on the %s is accessible and fits',
    { timeout: 240_000 },
    async (size) => {
      const { page, problems, context } = await openTab(browser, { theme, size, state });
      const found: string[] = [];
      for (const path of screens) {
        found.push(...(await look(page, path)));
        if (full) await picture(page, `${size}-${theme}-${path.slice(1) || 'dashboard'}`);
      }
      await context.close();
      expect(found).toEqual([]);
      expect(problems).toEqual([]);
    },
  );
});

test('at 320 px the main screens still fit', async () => {
  const { page, context } = await openTab(browser, { size: 'narrow', state });
  const found: string[] = [];
  for (const path of ['/', '/models', '/keys', '/history']) found.push(...(await look(page, path)));
  await context.close();
  expect(found).toEqual([]);
  expect(sizes.narrow.width).toBe(320);
});
