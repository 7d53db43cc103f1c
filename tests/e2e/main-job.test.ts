import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings, type Browser, openTab, type Page, picture } from '../rig/browser.ts';
import { repository } from '../rig/folders.ts';
import type { LocalRun } from '../rig/local-run.ts';
import { startStand, type Stand, stopAtFirstFailure } from './stand.ts';
import { apply, ask, closeDialog, goTo, openModel, openReview, save, setUp } from './steps.ts';

/** The whole main job in one tab, step after step, against the real engine. */
let stand: Stand;
let run: LocalRun;
let browser: Browser;
let page: Page;
let problems: string[];
let key = '';

beforeAll(async () => {
  stand = await startStand({ signedIn: false });
  ({ run, browser, page, problems } = stand);
});
stopAtFirstFailure(() => page);
afterAll(() => stand?.stop());

const fixture = () =>
  readFileSync(join(repository, 'tests/fixtures/lab-gateway.yaml'), 'utf8').replaceAll(
    'PROVIDER',
    run.providerUrl.replace('/v1', ''),
  );

test('the one-time link makes the first administrator, and works once', async () => {
  await setUp(page, run);
  await picture(page, '01-empty');
  const { page: stranger, context } = await openTab(browser);
  await stranger.goto(run.setupLink);
  await stranger
    .getByText(/not valid any more|Sign in/i)
    .first()
    .waitFor();
  await context.close();
});

test('an imported file is previewed with its findings, then staged, not applied', async () => {
  await goTo(page, 'Import');
  await page.getByLabel('Text of config.yaml').fill(fixture());
  await page.getByRole('button', { name: 'Look at it' }).click();
  for (const code of ['base-without-v1', 'usage-based-routing', 'literal-secret', 'shell-placeholder', 'unknown-key']) {
    await page.getByText(code).first().waitFor();
  }
  await picture(page, '02-import-preview');
  await page
    .getByRole('button', { name: /^Stage \d+ items/ })
    .first()
    .click();
  await page
    .getByRole('dialog')
    .getByText(/Engine accepts/)
    .waitFor();
  await picture(page, '03-review-of-import');
  expect(await page.content()).not.toContain('canary');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  expect((await run.regent('status', '--json')).stdout).toContain('"revision": 0');
});

test('a credential is stored under a name, and its secret is never shown again', async () => {
  await goTo(page, 'Providers');
  await page.getByRole('button', { name: 'Add credential' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('mac-mini');
  await page.getByRole('combobox', { name: 'Provider' }).fill('OpenAI');
  await page.getByRole('option', { name: 'OpenAI openai' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByLabel(/API Key/i).fill('sk-second-canary');
  await save(page);
  await page.getByRole('row').filter({ hasText: 'mac-mini' }).waitFor();
  await picture(page, '04-credential');
  expect(await page.content()).not.toContain('sk-second-canary');
});

test('a model is mended in its form', async () => {
  await openModel(page, 'qwen-mac');
  await page.getByLabel('API Base').fill(run.providerUrl);
  await picture(page, '05-model');
  await save(page);
});

test('Review shows what changes and what the engine says; Apply makes it live', async () => {
  await openReview(page);
  await picture(page, '06-review');
  expect(await axeFindings(page)).toEqual([]);
  await apply(page, 1);
  await picture(page, '07-applied');
  await closeDialog(page);
});

test('a key is made, shown once, and the gateway answers with it', async () => {
  await goTo(page, 'Keys');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('first');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Make the key' }).click();
  await page.getByRole('heading', { name: /is ready/ }).waitFor();
  key = /sk-[\w-]{20,}/.exec(await page.getByRole('dialog').innerText())?.[0] ?? '';
  await picture(page, '08-key');
  await page.getByRole('button', { name: /Close without copying/ }).click();
  await page.getByRole('button', { name: 'Close all the same' }).click();
  await page.getByRole('row').filter({ hasText: 'first' }).waitFor();
  expect(await page.content()).not.toContain(key);
  expect(await ask(run, key, 'qwen-mac')).toBe('qwen2.5-14b-mlx here. You said: hello');
});

test('an edit changes nothing until it is applied, and then the answer', async () => {
  await openModel(page, 'qwen-mac');
  await page.getByRole('combobox', { name: 'Model' }).fill('demo-echo');
  await page.keyboard.press('Tab');
  await save(page);
  expect(await ask(run, key, 'qwen-mac')).toBe('qwen2.5-14b-mlx here. You said: hello');
  await openReview(page);
  await page.getByRole('dialog').getByText('openai/demo-echo').first().waitFor();
  await apply(page, 2);
  await closeDialog(page);
  expect(await ask(run, key, 'qwen-mac')).toBe('demo-echo here. You said: hello');
});

test('the revision before is staged again, applied, and answers as it did', async () => {
  await goTo(page, 'History');
  await picture(page, '09-history');
  await page.getByRole('navigation').getByText(/^1\b/).first().click();
  await page.getByRole('button', { name: 'Stage this revision' }).click(); // and Review opens by itself
  await page
    .getByRole('dialog')
    .getByText(/Engine accepts/)
    .waitFor();
  await apply(page, 3);
  await closeDialog(page);
  expect(await ask(run, key, 'qwen-mac')).toBe('qwen2.5-14b-mlx here. You said: hello');
});

test('a page that is reloaded in the middle of an Apply shows how it ends', async () => {
  await openModel(page, 'llama-desk');
  await page.getByRole('tab', { name: 'Limits' }).click();
  await page.getByLabel('RPM', { exact: true }).fill('30');
  await save(page);
  await openReview(page);
  const begun = page.waitForResponse((response) => response.url().includes('change.rollout'));
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Apply/ })
    .click();
  await begun; // a click whose request never left the page has begun nothing
  await page.reload();
  await expect
    .poll(async () => (await run.regent('status', '--json')).stdout, { timeout: 30_000 })
    .toContain('"revision": 4');
});

test('the command line sees the same', async () => {
  expect((await run.regent('plan')).code).toBe(0);
  expect((await run.regent('items', 'get', 'model', 'llama-desk')).stdout).toContain('"rpm": 30');
  expect((await run.regent('export')).stdout).not.toContain('canary');
  const doctor = await run.regent('doctor');
  expect(doctor.stdout).not.toContain('✗');
});

test('nothing went wrong in the console all the while', () => {
  expect(problems).toEqual([]);
});
