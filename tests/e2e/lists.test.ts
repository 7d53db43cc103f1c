import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Page } from '../rig/browser.ts';
import type { LocalRun } from '../rig/local-run.ts';
import { startStand, type Stand } from './stand.ts';
import { apply, ask, closeDialog, goTo, importLab, makeKey, openModel, openReview, save } from './steps.ts';

/** What the lists do to what is behind them, pressed one after the other in one tab, with the real engine answering. */
let stand: Stand;
let run: LocalRun;
let page: Page;
let problems: string[];

beforeAll(async () => {
  stand = await startStand();
  ({ run, page, problems } = stand);
  await importLab(page, run);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await openModel(page, 'qwen-mac'); // the fixture's address lacks its /v1
  await page.getByLabel('API Base').fill(run.providerUrl);
  await save(page);
  await openReview(page);
  await apply(page, 1);
  await closeDialog(page);
});
beforeEach(() => goTo(page, 'Models'));
afterAll(() => stand?.stop());

const row = (text: string) => page.getByRole('row').filter({ hasText: text }).first();
const inspector = () => page.getByRole('complementary').last();
const nothingStaged = () => page.getByRole('button', { name: 'Review', exact: true }).waitFor({ state: 'hidden' });

test('a deployment that is deleted by mistake comes back with Undo, and nothing is staged', async () => {
  await openModel(page, 'qwen-mac');
  await inspector().getByRole('button', { name: 'Delete' }).click();
  await row('qwen-mac').getByText('Deleted').waitFor();
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await row('qwen-mac').getByText('Deleted').waitFor({ state: 'hidden' });
  await nothingStaged();
});

test('a switch in the list disables a deployment and enables it again, in staging only', async () => {
  const toggle = row('qwen-mac').getByRole('switch');
  await toggle.click();
  await row('qwen-mac').getByText('Disabled').waitFor();
  await toggle.click();
  await nothingStaged();
  expect(await toggle.isChecked()).toBe(true);
});

test('a clone is a deployment of its own, with everything the first one says', async () => {
  await openModel(page, 'qwen-mac');
  await inspector().getByRole('button', { name: 'Clone' }).click();
  await page.waitForURL(/new\?from=/);
  await inspector().getByRole('button', { name: 'Save', exact: true }).click();
  await row('New').waitFor();
  expect(await page.getByRole('row').filter({ hasText: 'qwen-mac' }).first().innerText()).toContain('2');
  await inspector().getByRole('button', { name: 'Delete' }).click();
  await nothingStaged();
});

test('a bulk edit shows what it would stage for each, stages it in one step, and takes it back', async () => {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Select several…' }).click();
  const picks = page.getByRole('checkbox', { name: /^Select / });
  await picks.nth(0).check();
  await picks.nth(1).check();
  await inspector().getByLabel('Field').selectOption('litellm_params.rpm');
  await inspector().getByLabel('Value').fill('77');
  const preview = inspector().getByRole('list', { name: 'What this would stage' });
  await preview.getByText('77').first().waitFor();
  const count = await preview.getByRole('listitem').count();
  await inspector()
    .getByRole('button', { name: `Stage for ${count} deployment` })
    .click();
  await page.getByText(`${count} change`).first().waitFor();
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await nothingStaged();
  await inspector().getByRole('button', { name: 'Close' }).click();
});

test('the exported CSV has a line for each deployment', async () => {
  await page.getByRole('button', { name: 'More' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Export as CSV' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  expect(text).toMatch(/^public_name,model,provider/);
  expect(text).toContain('qwen-mac,openai/');
});

test('an MCP server tells its tools before it is saved', async () => {
  await goTo(page, 'MCP servers');
  await page.getByRole('button', { name: 'Add MCP server' }).click();
  await inspector().getByLabel('Name', { exact: true }).fill('letters');
  await inspector().getByLabel('URL', { exact: true }).fill(run.providerUrl.replace(/\/v1$/, '/mcp'));
  await page.getByRole('tab', { name: 'Tools' }).click();
  await inspector().getByRole('button', { name: 'Fetch' }).click();
  await inspector().getByRole('checkbox', { name: 'Allow whisper' }).uncheck();
  await inspector().getByText('1 allowed').waitFor();
  await inspector().getByRole('button', { name: 'Close' }).click();
  await nothingStaged();
});

test('a search tool is staged, and not tried before it is applied', async () => {
  await goTo(page, 'Search tools');
  await page.getByRole('button', { name: 'Add search tool' }).click();
  await inspector().getByLabel('Name', { exact: true }).fill('web');
  await inspector().getByLabel('Search provider').selectOption('searxng');
  await inspector().getByLabel('API base').fill(run.providerUrl.replace(/\/v1$/, ''));
  await inspector().getByRole('button', { name: 'Save', exact: true, disabled: false }).click();
  await row('web').waitFor();
  await page.getByRole('tab', { name: 'Try' }).click();
  await inspector().getByText('Apply it first').waitFor();
});

test('a name that leads nowhere is found, its fix is shown, and staged only then', async () => {
  await goTo(page, 'Routing');
  await page.getByRole('tab', { name: 'Aliases' }).click();
  await page.getByRole('button', { name: 'Add alias' }).click();
  await inspector().getByLabel('Name').fill('house');
  await inspector().getByRole('combobox', { name: 'Answers as' }).fill('qwen-mak');
  await page.keyboard.press('Tab');
  await inspector().getByRole('button', { name: 'Save', exact: true, disabled: false }).click();
  await row('house').waitFor();
  await page.getByRole('tab', { name: 'Integrity' }).click();
  const finding = page.getByRole('listitem').filter({ hasText: 'qwen-mak' });
  await finding.getByRole('button', { name: 'Write "qwen-mac" instead.' }).click();
  const preview = finding.getByRole('region', { name: 'What this would stage' });
  await preview.getByText('qwen-mac', { exact: true }).waitFor();
  await preview.getByRole('button', { name: 'Stage it' }).click();
  await finding.waitFor({ state: 'hidden' });
  await openReview(page);
  await apply(page, 2);
  await closeDialog(page);
});

test('a search tool that is applied answers, through the gateway', async () => {
  await goTo(page, 'Search tools');
  await row('web').click();
  await page.getByRole('tab', { name: 'Try' }).click();
  await inspector().getByLabel('Text').fill('regents');
  await inspector().getByRole('button', { name: 'Try', exact: true }).click();
  await inspector().getByText('All there is on regents.').waitFor();
});

test('a blocked key is refused, and answers again once it is unblocked; an alias answers as its group', async () => {
  const key = await makeKey(page, 'guest');
  await row('guest').click();
  await inspector().getByRole('button', { name: 'Block', exact: true }).click();
  await row('guest').getByText('Blocked', { exact: true }).waitFor();
  expect(await ask(run, key, 'qwen-mac')).toMatch(/^40[13]/);
  await inspector().getByRole('button', { name: 'Unblock' }).click();
  await row('guest').getByText('Active', { exact: true }).waitFor();
  await expect.poll(() => ask(run, key, 'house')).toContain('You said: hello');
});

test('limits of a key are saved and cleared in its Inspector; what is changed elsewhere meanwhile is not taken back', async () => {
  await makeKey(page, 'limited');
  await row('limited').click();
  await inspector().getByLabel('Requests').fill('7');
  await inspector().getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('status').getByText('Saved limited').waitFor();
  const other = await stand.browser.contexts()[0]?.newPage();
  await other?.goto(page.url());
  const elsewhere = other?.getByRole('complementary').last();
  await elsewhere?.getByLabel('Tokens').fill('900');
  await elsewhere?.getByRole('button', { name: 'Save', exact: true }).click();
  await other?.getByRole('status').getByText('Saved limited').waitFor();
  await other?.close();
  await inspector().getByLabel('Requests').fill('');
  await inspector().getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('status').getByText('Saved limited').last().waitFor();
  await page.reload();
  await expect.poll(() => inspector().getByLabel('Tokens').inputValue()).toBe('900');
  expect(await inspector().getByLabel('Requests').inputValue()).toBe('');
});

test('none of it left an error in the console', () => {
  expect(problems).toEqual([]);
});
