import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, openTab, type Page, picture } from '../rig/browser.ts';
import type { LocalRun } from '../rig/local-run.ts';
import { startStand, type Stand } from './stand.ts';

/** Two people at one Regent: one invites, the other joins. */
let stand: Stand;
let run: LocalRun;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  stand = await startStand();
  ({ run, browser, page } = stand);
});
afterAll(() => stand?.stop());

test('somebody who is invited makes an account, and is seen by who invited them', async () => {
  await page.goto(new URL('settings', run.url).href);
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const link = /http\S+join#\S+/.exec(await page.getByText(/join#/).innerText())?.[0] ?? '';
  const guest = await openTab(browser);
  await guest.page.goto(link);
  await guest.page.getByLabel('E-mail').fill('second@example.com');
  await guest.page.getByLabel('Password').fill('correct horse battery');
  await picture(guest.page, 'join');
  await guest.page.getByRole('button', { name: 'Create the account' }).click();
  await guest.page.getByRole('heading', { level: 1, name: 'Models' }).waitFor();
  await page.reload();
  await page.getByText('second@example.com').waitFor();
  await picture(page, 'people');
  expect(guest.problems).toEqual([]);
});

test('an approval that is needed, and a freeze, stand in the settings and in the way of an Apply', async () => {
  await page.getByRole('switch', { name: 'A second person approves' }).click();
  await page.getByRole('button', { name: 'Add a freeze' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Holidays');
  await page.getByLabel('When', { exact: true }).selectOption('once');
  await page.getByLabel('From', { exact: true }).fill('2020-01-01T00:00');
  await page.getByLabel('To', { exact: true }).fill('2099-01-01T00:00');
  await page.getByRole('button', { name: 'Add the freeze' }).click();
  await page.getByText('Frozen: Holidays').waitFor();
  const model = '{model_name: a, litellm_params: {model: openai/demo-chat, api_key: none}}';
  expect((await run.regent('items', 'set', 'model', 'new', model)).code).toBe(0);
  const applied = await run.regent('apply', '--yes', '--json');
  expect(applied.code).toBe(1);
  expect(`${applied.stdout}${applied.stderr}`).toMatch(/frozen|approv/i);
});
