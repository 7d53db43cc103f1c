import type { Page } from '../rig/browser.ts';
import type { LocalRun } from '../rig/local-run.ts';
import { NEW_CONNECTION } from '../rig/new-connection.ts';

/** What a person does, in their words; each waits for what they would wait for. */
const ACCOUNT = { email: 'ops@example.com', password: 'correct horse battery' } as const;

export async function setUp(page: Page, run: LocalRun): Promise<void> {
  await page.goto(run.setupLink);
  await page.getByLabel('E-mail').fill(ACCOUNT.email);
  await page.getByLabel('Password').fill(ACCOUNT.password);
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.getByRole('heading', { name: 'No models yet' }).waitFor();
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
    .waitFor();
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
