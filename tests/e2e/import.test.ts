import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings, type Page, picture } from '../rig/browser.ts';
import { repository } from '../rig/folders.ts';
import type { LocalRun } from '../rig/local-run.ts';
import { startStand, type Stand } from './stand.ts';
import { goTo } from './steps.ts';

/** Import, discovery, raw settings and export in one tab, one after the other on what the earlier one staged. */
let stand: Stand;
let run: LocalRun;
let page: Page;
let problems: string[];

beforeAll(async () => {
  stand = await startStand();
  ({ run, page, problems } = stand);
});
afterAll(() => stand?.stop());

const sample = (name: string) => join(repository, 'packages/renderer/src/testdata/declarative/12-swarm-sample', name);

async function clean(name: string): Promise<void> {
  await picture(page, name);
  expect(await axeFindings(page), name).toEqual([]);
}

test('a declarative file with its overlay is recognised and staged', async () => {
  await goTo(page, 'Import');
  await page.locator('input[type=file]').setInputFiles([sample('config.json'), sample('config.local.json')]);
  await page.getByText('Recognised as: declarative configuration.').waitFor();
  await clean('import-declarative');
  await page
    .getByRole('button', { name: /^Stage \d+ items/ })
    .first()
    .click();
  await page.getByRole('dialog').getByText('Review').first().waitFor();
  await page.keyboard.press('Escape');
});

test('what differs is chosen per item, and a broken file says where', async () => {
  await goTo(page, 'Import');
  const changed = readFileSync(sample('config.json'), 'utf8').replaceAll('8045', '9000');
  await page.getByLabel('Text of config.yaml').fill(changed);
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByRole('heading', { name: /items that differ from what is there/ }).waitFor();
  await page.getByRole('group', { name: 'What to do with relay-us-openai' }).getByText('Both').click();
  await clean('import-conflicts');
  await page.getByLabel('Text of config.yaml').fill('{"providers": {}, "aliases": {"fast": "gone"}}');
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByText('There is no model group "gone".').waitFor();
  await page.getByRole('link', { name: 'dangling-alias' }).click();
  await page.getByRole('heading', { level: 3, name: 'Fix' }).waitFor();
  await clean('findings');
});

test('a provider is asked for its models, and the chosen ones are staged', async () => {
  await page.goto(`${run.url}/models?discover=open`);
  await page.getByLabel('Address').fill(run.providerUrl);
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.getByLabel('Take demo-echo').waitFor();
  await page.getByLabel('Ask again').selectOption('1440');
  await clean('discover');
  await page.getByRole('button', { name: /^Stage \d+ deployments/ }).click();
  await page.getByText(/Staged \d+ deployments/).waitFor();
});

test('a key in Advanced that another screen owns is moved there', async () => {
  await goTo(page, 'Advanced');
  await page.getByLabel('Raw settings as YAML').fill('router_settings:\n  num_retries: 7\nown_section:\n  a: 1\n');
  await page.getByText('router_settings.num_retries').first().waitFor();
  await clean('advanced-owned');
  await page.getByRole('button', { name: 'Move 1 key there' }).click();
  await page.getByText(/Staged 1 item on other screens/).waitFor();
});

test('the rendered file is exported as a zip for a plain LiteLLM', async () => {
  await goTo(page, 'Rendered config');
  await clean('rendered');
  await page.getByRole('button', { name: 'Export…' }).click();
  await page.getByLabel('Format').selectOption('eject');
  await clean('export');
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const path = await (await waiting).path();
  expect(Object.keys(unzipSync(new Uint8Array(readFileSync(path))))).toContain('litellm/config.yaml');
  expect(problems).toEqual([]);
});
