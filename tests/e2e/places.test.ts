import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ExaminedRun, examineRun } from '../chaos/local.ts';
import { applyStaged } from '../rig/apply.ts';
import { axeFindings, type Page } from '../rig/browser.ts';
import { startStand, type Stand, stopAtFirstFailure } from './stand.ts';
import { goTo } from './steps.ts';

/** Everything has its place: what is set, what is wrong, and who is at it shows where one looks for it. */
const CONFIG = `
model_list:
  - model_name: house
    litellm_params: { model: openai/gpt-4o, api_key: sk-a-canary, input_cost_per_token: 0.000004 }
    model_info: { supports_vision: false, cache_read_input_token_cost: 0.000001, output_cost_per_audio_token: 0.00008 }
  - model_name: house
    litellm_params: { model: azure/house, api_key: sk-b-canary, api_base: https://unit.example.test, api_version: "2024-10-21" }
    model_info: { base_model: azure/gpt-4o }
  - model_name: spare
    litellm_params: { model: openai/gpt-4o-mini, api_key: sk-c-canary }
router_settings:
  fallbacks: [{ house: [spare] }]
  routing_strategy: usage-based-routing
litellm_settings:
  success_callback: langfuse
`;
let stand: Stand;
let seen: ExaminedRun;
let page: Page;

beforeAll(async () => {
  stand = await startStand();
  page = stand.page;
  seen = await examineRun(stand.run);
  await seen.client.import.stage.mutate({ text: CONFIG });
}, 120_000);
stopAtFirstFailure(() => page);
afterAll(() => stand?.stop());

const inspector = () => page.getByRole('complementary');

test('a group that is closed says that something is wrong inside, and who is at it', async () => {
  await goTo(page, 'Models');
  const group = page.getByRole('row', { expanded: false }).filter({ hasText: 'house' });
  await group.waitFor();
  const models = await seen.client.item.list.query({ kind: 'model' });
  const ref = { kind: 'model' as const, key: models.find(({ name }) => name === 'house')?.key ?? '' };
  await seen.client.presence.announce.mutate(ref);
  await group.getByText('token of this machine has this open').waitFor({ state: 'attached' });
  await seen.client.presence.announce.mutate({ ...ref, leaving: true });
  await group.getByText('token of this machine has this open').waitFor({ state: 'detached' });
});

test('a price that the deployment sets is its own, wherever it stands, and none is unknown', async () => {
  await page.getByRole('row', { expanded: false }).filter({ hasText: 'house' }).click();
  await page.getByRole('row').getByText('openai/gpt-4o', { exact: true }).click();
  await inspector().getByRole('tab', { name: 'Prices' }).click();
  const priceOf = (label: string) => inspector().getByLabel(label, { exact: true });
  await expect.poll(() => priceOf('Input').inputValue()).toBe('4');
  expect(await priceOf('Cached input').inputValue()).toBe('1');
  expect(await priceOf('Output cost per audio token').inputValue()).toBe('80');
  const row = inspector()
    .locator('.row')
    .filter({ has: priceOf('Input') });
  expect(await row.getByText('From the catalog').count()).toBe(0);
  await inspector().getByRole('tab', { name: 'All', exact: true }).click();
  await inspector().getByText('supports_vision').waitFor();
  expect(await inspector().getByText('(unknown)').count()).toBe(0);
});

test('what is wrong is listed in one place, and each leads to its field, which explains itself', async () => {
  await goTo(page, 'Findings');
  const found = page.getByRole('list', { name: 'Found now' });
  await found.getByText('router_settings.routing_strategy').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await found.getByRole('button', { name: 'litellm_settings.success_callback' }).click();
  await page.getByRole('heading', { name: 'Logging & metrics', level: 1 }).waitFor();
  const field = page.locator('.row').filter({ has: page.getByText('Success callback', { exact: true }) });
  await field.getByText(/Expected a list/).waitFor();
  await field.getByText('Loggers for successful requests.').waitFor();
});

test('a long form has its settings under headings, and the search finds them by key', async () => {
  await goTo(page, 'Proxy behaviour');
  const verify = page.getByLabel('SSL verify', { exact: true });
  expect(await verify.isVisible()).toBe(false);
  await page.getByText('Connections to providers').click();
  await verify.waitFor();
  await page.getByRole('searchbox').fill('maximum_spend_logs_retention_period');
  await page.getByLabel('Maximum spend logs retention period').waitFor();
  expect(await page.getByRole('heading', { name: 'Health checks' }).count()).toBe(0);
  await page.getByRole('searchbox').fill('');
});

test('a key that reaches further than it says is named with the way', async () => {
  expect(await applyStaged(seen.client)).toMatchObject({ outcome: 'live' });
  await seen.client.key.create.mutate({ alias: 'narrow', models: ['house'] });
  await page.goto(`${stand.run.url}/routing/reachability`);
  const keys = page.getByRole('list', { name: 'Keys that reach further than they say' });
  await keys.getByText('house → fallback spare').waitFor();
  await keys.getByRole('link', { name: 'narrow' }).click();
  await inspector().getByRole('heading', { name: 'narrow' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
});
