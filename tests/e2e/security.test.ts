import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, openBrowser, type Page } from '../rig/browser.ts';
import { type LocalRun, startLocalRun } from '../rig/local-run.ts';
import { ACCOUNT, goTo, save, setUp } from './steps.ts';

/** What the page and the API promise to somebody hostile, seen with the policy in force. */
const CANARY = 'sk-canary-of-the-vault-4711';
let run: LocalRun;
let browser: Browser;
let page: Page;
const refused: string[] = [];
const answers: Promise<string>[] = [];

beforeAll(async () => {
  run = await startLocalRun();
  browser = await openBrowser();
  const context = await browser.newContext();
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('console', (message) => {
    if (message.type() === 'error') refused.push(message.text());
  });
  page.on('response', (response) => {
    if (response.url().includes('/trpc/') && !response.url().includes('stream'))
      answers.push(response.text().catch(() => ''));
  });
  await setUp(page, run);
});
afterAll(async () => {
  await browser?.close();
  await run?.stop();
});

test('the page is served with a policy that allows nothing from elsewhere and nothing inline', async () => {
  const { headers } = await fetch(run.url);
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('referrer-policy')).toBe('same-origin');
});

test('a script that gets into the page does not run', async () => {
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'document.documentElement.dataset.ran = "yes"';
    document.body.append(script);
    const image = document.createElement('img');
    image.setAttribute('onerror', 'document.documentElement.dataset.ran = "yes"');
    image.src = '/nothing-here.png';
    document.body.append(image);
    await new Promise((done) => image.addEventListener('error', done));
    return document.documentElement.dataset.ran;
  });
  expect(ran).toBeUndefined();
  expect(refused.some((text) => text.includes('Content Security Policy'))).toBe(true);
  refused.length = 0;
});

test('the session is a cookie that no script reads and no other site sends along', async () => {
  const cookies = await page.context().cookies();
  const session = cookies.find(({ name }) => name === 'regent_session');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  expect(await page.evaluate(() => document.cookie)).not.toContain('regent_session');
});

test('the set-up link works once', async () => {
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(run.setupLink);
  await stranger.getByText('Set-up is done').waitFor();
  const token = new URL(run.setupLink).hash.slice(1);
  const again = await fetch(`${run.url}/trpc/setup.complete`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, email: 'thief@example.com', password: 'a long enough one' }),
  });
  expect(again.ok).toBe(false);
});

test('another site cannot make a signed-in browser change anything', async () => {
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const response = await fetch(`${run.url}/trpc/demo.addDemoProvider`, {
    method: 'POST',
    headers: { cookie, origin: 'https://elsewhere.example', 'content-type': 'application/json' },
    body: '{}',
  });
  expect(response.ok).toBe(false);
});

test('a secret that was typed is in no answer, no page and no storage afterwards', async () => {
  await goTo(page, 'Providers');
  await page.getByRole('button', { name: 'Add credential' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('vaulted');
  await page.getByRole('combobox', { name: 'Provider' }).fill('OpenAI');
  await page.getByRole('option', { name: 'OpenAI openai' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByLabel(/API Key/i).fill(CANARY);
  await save(page);
  await page.getByRole('row').filter({ hasText: 'vaulted' }).waitFor();
  for (const screen of ['Rendered config', 'Audit', 'History', 'Providers']) await goTo(page, screen);
  await page.getByRole('button', { name: 'Review', exact: true }).first().click();
  await page.getByRole('dialog').getByText('Whole file').click();
  expect(await page.content()).not.toContain(CANARY);
  const stored = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
  );
  expect(stored).not.toContain(CANARY);
  expect((await Promise.all(answers)).filter((text) => text.includes(CANARY))).toEqual([]);
});

test('the policy stood in the way of nothing that the admin does itself', () => {
  expect(refused).toEqual([]);
});

test('who signs out is out at once, and signing in again leads back without a reload', async () => {
  await page.keyboard.press('Escape');
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('heading', { name: 'Sign in to Regent' }).waitFor();
  expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('regent_session');
  await page.getByLabel('E-mail').fill(ACCOUNT.email);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Password').fill(ACCOUNT.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  await page.getByText(ACCOUNT.email).first().waitFor();
});
