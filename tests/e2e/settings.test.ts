import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTab, type Page } from '../rig/browser.ts';
import { type Stand, startStand } from './stand.ts';
import { ACCOUNT, goTo } from './steps.ts';

/** An account and what it may do elsewhere: tokens, sessions, the password. */
const NEW_PASSWORD = 'another horse battery';
let stand: Stand;
let page: Page;

beforeAll(async () => {
  stand = await startStand();
  page = stand.page;
  await goTo(page, 'Settings');
});
afterAll(() => stand?.stop());

async function signIn(tab: Page, password: string): Promise<void> {
  await tab.getByRole('heading', { name: 'Sign in to Regent' }).waitFor();
  await tab.getByLabel('E-mail').fill(ACCOUNT.email);
  await tab.getByLabel('Password').fill(password);
  await tab.getByRole('button', { name: 'Sign in' }).click();
}

const asked = (token: string) =>
  fetch(`${stand.run.url}/trpc/item.list?input=${encodeURIComponent('{}')}`, {
    headers: { authorization: `Bearer ${token}` },
  }).then(({ status }) => status);

test('a token is shown once, works until it is revoked, and its name is typed for that', async () => {
  await page.getByLabel('New token').fill('gitops');
  await page.getByRole('button', { name: 'Make a token' }).click();
  const banner = page.getByRole('status').filter({ hasText: 'not shown again' });
  const token = (await banner.locator('.mono').innerText()).trim();
  expect(await asked(token)).toBe(200);
  await page.reload();
  await page.getByText('gitops').waitFor();
  expect(await page.content()).not.toContain(token);
  await page.getByRole('button', { name: 'Revoke…' }).click();
  const sheet = page.getByRole('dialog');
  expect(await sheet.getByRole('button', { name: 'Revoke', exact: true }).isDisabled()).toBe(true);
  await sheet.getByLabel('Type gitops').fill('gitops');
  await sheet.getByRole('button', { name: 'Revoke', exact: true }).click();
  await sheet.waitFor({ state: 'detached' });
  expect(await asked(token)).toBe(401);
});

test('a session that is ended elsewhere leads to the sign-in, and back to the same screen', async () => {
  const { page: other, context } = await openTab(stand.browser);
  await other.goto(`${stand.run.url}/caching`);
  await signIn(other, ACCOUNT.password);
  await other.getByRole('heading', { name: 'Caching', level: 1 }).waitFor();
  await page.reload();
  const row = page.locator('.item').filter({ hasText: 'since' });
  await row.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('Signed out there').waitFor();
  await other.getByRole('link', { name: 'History' }).click();
  await signIn(other, ACCOUNT.password);
  await other.getByRole('heading', { name: 'History', level: 1 }).waitFor();
  await context.close();
});

test('a new password is good from now on, and the old one is not', async () => {
  await goTo(page, 'Settings');
  await page.getByLabel('Current password').fill(ACCOUNT.password);
  await page.getByLabel('New password').fill(NEW_PASSWORD);
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('The password is changed').waitFor();
  const account = page.locator('.item').filter({ hasText: ACCOUNT.email });
  await account.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, ACCOUNT.password);
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Password').fill(NEW_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
});
