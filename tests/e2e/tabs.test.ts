import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, openBrowser, openTab, type Page } from '../rig/browser.ts';
import { type LocalRun, startLocalRun } from '../rig/local-run.ts';
import { openModel, save, setUp } from './steps.ts';

/** Two tabs on one installation: what one stages the other sees, and neither loses what it typed. */
let run: LocalRun;
let browser: Browser;
let one: Page;
let two: Page;

beforeAll(async () => {
  run = await startLocalRun();
  browser = await openBrowser();
  const first = await openTab(browser);
  one = first.page;
  await setUp(one, run);
  await one.getByRole('button', { name: 'Stage the demo' }).click();
  await one.getByRole('row').filter({ hasText: 'demo' }).first().waitFor();
  two = await first.context.newPage();
  await two.goto(`${run.url}/models`);
  for (const page of [one, two]) page.setDefaultTimeout(15_000);
});
afterAll(async () => {
  await browser?.close();
  await run?.stop();
});

async function typeLimits(page: Page, limits: Readonly<Record<string, string>>): Promise<void> {
  await openModel(page, 'demo');
  await page.getByRole('tab', { name: 'Limits' }).click();
  for (const [label, value] of Object.entries(limits)) await page.getByLabel(label, { exact: true }).fill(value);
}

test('what one tab saves shows in the other without a reload', async () => {
  await typeLimits(one, { RPM: '5' });
  await save(one);
  await openModel(two, 'demo');
  await two.getByRole('tab', { name: 'Limits' }).click();
  await expect.poll(() => two.getByLabel('RPM', { exact: true }).inputValue()).toBe('5');
  await two.getByLabel('RPM', { exact: true }).fill('6');
  await save(two);
  await expect.poll(() => one.getByLabel('RPM', { exact: true }).inputValue()).toBe('6');
});

test('a reload keeps what is typed and not saved', async () => {
  await one.getByLabel('RPM', { exact: true }).fill('7');
  await one.reload();
  await one.getByRole('tab', { name: 'Limits' }).waitFor();
  await expect.poll(() => one.getByLabel('RPM', { exact: true }).inputValue()).toBe('7');
});

test('two edits of one item are merged field by field, as a person chooses', async () => {
  await two.getByLabel('RPM', { exact: true }).fill('8');
  await two.getByLabel('TPM', { exact: true }).fill('9000');
  await save(two);
  await one.getByRole('complementary').getByRole('button', { name: 'Save', exact: true }).click();
  const sheet = one.getByRole('dialog');
  await sheet.getByRole('row').filter({ hasText: 'RPM' }).getByText('Mine').waitFor();
  await sheet.getByRole('button', { name: 'Save', exact: true }).click();
  await sheet.waitFor({ state: 'hidden' });
  await expect.poll(() => two.getByLabel('RPM', { exact: true }).inputValue()).toBe('7');
  expect(await two.getByLabel('TPM', { exact: true }).inputValue()).toBe('9000');
});
