import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '../rig/browser.ts';
import { repository } from '../rig/folders.ts';
import type { LocalRun } from '../rig/local-run.ts';
import { NEW_CONNECTION } from '../rig/new-connection.ts';

/** What a person does, in their words; each waits for what they would wait for. */

/** The engine looks at the whole; on a busy machine that takes its time. */
const ENGINE_MS = 60_000;
export const ACCOUNT = { email: 'ops@example.com', password: 'correct horse battery' } as const;

export async function setUp(page: Page, run: LocalRun): Promise<void> {
  await page.goto(run.setupLink);
  await page.getByLabel('E-mail').fill(ACCOUNT.email);
  await page.getByLabel('Password').fill(ACCOUNT.password);
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.getByRole('heading', { name: 'No models yet' }).waitFor();
}

/** Stages the fixture of a small laboratory, its providers answered by the demo provider, and leaves Review open. */
export async function importLab(page: Page, run: LocalRun): Promise<void> {
  const config = readFileSync(join(repository, 'tests/fixtures/lab-gateway.yaml'), 'utf8');
  await goTo(page, 'Import');
  await page.getByLabel('Text of config.yaml').fill(config.replaceAll('PROVIDER', run.providerUrl.replace('/v1', '')));
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page
    .getByRole('button', { name: /^Stage \d+ items/ })
    .first()
    .click();
  await page
    .getByRole('dialog')
    .getByText(/Engine accepts/)
    .waitFor({ timeout: ENGINE_MS });
}

/** Makes a key for every model and returns it, as it is shown this once. */
export async function makeKey(page: Page, name: string): Promise<string> {
  await goTo(page, 'Keys');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Make the key' }).click();
  await page.getByRole('heading', { name: /is ready/ }).waitFor();
  const key = /sk-[\w-]{20,}/.exec(await page.getByRole('dialog').innerText())?.[0] ?? '';
  await page.getByRole('button', { name: /Close without copying/ }).click();
  await page.getByRole('button', { name: 'Close all the same' }).click();
  return key;
}

export async function goTo(page: Page, screen: string): Promise<void> {
  await page.getByRole('link', { name: new RegExp(`^${screen}`) }).click();
  await page.getByRole('heading', { level: 1, name: new RegExp(`^${screen}`) }).waitFor();
}

/** Opens a deployment in the inspector by what its row shows. */
export async function openModel(page: Page, name: string): Promise<void> {
  await goTo(page, 'Models');
  await page.getByRole('row').filter({ hasText: name }).first().click();
  await page.getByRole('tab', { name: 'Basics' }).waitFor();
}

export async function save(page: Page): Promise<void> {
  const button = (disabled: boolean) =>
    page.getByRole('complementary').getByRole('button', { name: 'Save', exact: true, disabled });
  await button(false).click();
  await button(true).waitFor();
}

export async function openReview(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review', exact: true }).first().click();
  await page
    .getByRole('dialog')
    .getByText(/Engine accepts/)
    .waitFor({ timeout: ENGINE_MS });
}

/** Presses Apply in the open review and waits until the revision is live. */
export async function apply(page: Page, revision: number): Promise<void> {
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Apply/ })
    .click();
  await page.getByRole('heading', { name: `Revision ${revision} is live` }).waitFor({ timeout: 90_000 });
}

export async function closeDialog(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

/** What the gateway answers, in one line; an error is its status and message. */
export async function ask(run: LocalRun, key: string, model: string): Promise<string> {
  const response = await fetch(`${run.gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...NEW_CONNECTION },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'hello' }] }),
  });
  const body = await response.json();
  return response.ok ? body.choices[0].message.content : `${response.status} ${body.error?.message}`;
}
