import { afterAll, beforeAll, beforeEach, expect, test, afterEach } from 'vitest';
import { type ExaminedRun, examineRun } from '../chaos/local.ts';
import { applyStaged } from '../rig/apply.ts';
import { axeFindings, type Page, picture } from '../rig/browser.ts';
import type { LocalRun } from '../rig/local-run.ts';
import { type RunningRedis, startRedis } from '../rig/redis.ts';
import { startStand, type Stand } from './stand.ts';
import { ask, goTo, save } from './steps.ts';

/** What an administrator tries on what is configured: the cache is emptied, MCP servers are asked, a prompt is filled in. */
const ENGINE_MS = 60_000;
let stand: Stand;
let run: LocalRun;
let seen: ExaminedRun;
let page: Page;
let redis: RunningRedis;
let broken = false;

beforeAll(async () => {
  redis = await startRedis('cache-canary');
  stand = await startStand();
  ({ run, page } = stand);
  seen = await examineRun(run);
  await seen.client.item.saveMany.mutate({ items: wishes().map((wish) => ({ ...wish, baseVersion: 0 })) });
  expect(await applyStaged(seen.client)).toMatchObject({ outcome: 'live' });
}, 180_000);
beforeEach(() => {
  if (broken) throw new Error('An earlier step failed.');
});
afterEach(async (context) => {
  if (context.task.result?.state !== 'fail' || broken) return;
  broken = true;
  await picture(page, `failed-${context.task.name.slice(0, 40).replaceAll(/\W+/g, '-')}`);
});
afterAll(async () => {
  await stand?.stop();
  await redis?.stop();
});

type Wish = Omit<Parameters<ExaminedRun['client']['item']['saveMany']['mutate']>[0]['items'][number], 'baseVersion'>;

function wishes(): Wish[] {
  const cache_params = {
    ...{ type: 'redis', host: '127.0.0.1', port: redis.port, namespace: 'desk' },
    password: { $newSecret: redis.password },
  };
  const main = { model: 'openai/demo-chat', api_base: run.providerUrl, api_key: 'none' };
  const mcp = (name: string, url: string): Wish => ({
    kind: 'mcp_server',
    data: { name, server: { url, transport: 'http' } },
  });
  return [
    { kind: 'model', data: { model_name: 'main', litellm_params: main } },
    { kind: 'cache', key: '_', data: { litellm_settings: { cache: true, cache_params } } },
    mcp('post', new URL('/mcp', run.providerUrl).href),
    mcp('nobody', 'http://127.0.0.1:9/mcp'),
  ];
}

const dialog = () => page.getByRole('dialog');
const pane = () => page.getByRole('complementary').filter({ has: page.getByRole('tablist') });
const tab = (name: string) => pane().getByRole('tab', { name }).click();

test('a flush says what goes and what stays, deletes it, and afterwards there is none', async () => {
  await redis.say('SET desk:limit:x 1');
  for (let time = 0; time < 2; time++) await ask(run, seen.masterKey, 'main');
  await goTo(page, 'Caching');
  const open = async () => {
    await page.getByRole('button', { name: 'Flush…' }).click();
    await dialog()
      .getByText(/cached answers? under desk/)
      .waitFor();
  };
  await open();
  expect(await dialog().innerText()).toMatch(/There is 1 cached answer under desk[\s\S]*stays?: rate limits/);
  expect(await axeFindings(page)).toEqual([]);
  await picture(page, 'flush');
  await dialog().getByRole('button', { name: 'Delete 1 answer' }).click();
  await page.getByText('Deleted 1 answer').waitFor();
  await open();
  expect(await dialog().innerText()).toContain('0 cached answers');
  expect(
    await dialog()
      .getByRole('button', { name: /^Delete/ })
      .isDisabled(),
  ).toBe(true);
  await page.keyboard.press('Escape');
  expect(await redis.say('EXISTS desk:limit:x')).toContain(':1');
});

test('MCP servers are shown as the gateway finds them, with their tools, and a dead one with its reason', async () => {
  await goTo(page, 'MCP servers');
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await row('post').getByText('Answers').waitFor({ timeout: ENGINE_MS });
  await row('nobody').getByText('Fails').waitFor();
  await row('post').click();
  await tab('Tools');
  await pane().getByRole('button', { name: 'Ask' }).click();
  await pane().getByRole('list', { name: 'Tools' }).getByText('whisper', { exact: true }).waitFor();
  await pane().getByText('takes text').first().click();
  expect(await axeFindings(page)).toEqual([]);
  await picture(page, 'mcp-tools');
  await pane().getByRole('checkbox', { name: 'Allow whisper' }).uncheck();
  await pane().getByText('1 allowed').waitFor();
  await row('nobody').click();
  await tab('Tools');
  await pane().getByRole('button', { name: 'Ask' }).click();
  await pane().getByText('Failed').waitFor({ timeout: ENGINE_MS });
  await picture(page, 'mcp-failed');
  expect(await pane().getByRole('list', { name: 'Tools' }).count()).toBe(0);
});

test('a prompt is filled in before it is saved, what is missing is named, and a model answers it', async () => {
  await goTo(page, 'More entries');
  await page.getByRole('tab', { name: 'Prompts' }).click();
  await page.getByRole('button', { name: 'Add prompt' }).click();
  await pane().getByRole('textbox', { name: 'Name', exact: true }).fill('welcome');
  await pane()
    .getByLabel('Template')
    .fill('---\nmodel: main\ntemperature: 0.2\n---\nSystem: Be {{tone}}.\nUser: Say {{word}} twice.');
  await tab('Try');
  await pane().getByText('Missing: tone, word.').waitFor();
  await pane().getByLabel('tone').fill('kind');
  await pane().getByText('Missing: word.').waitFor();
  await pane().getByLabel('word').fill('tide');
  await pane().getByText('Say tide twice.').waitFor();
  expect(await pane().innerText()).toMatch(/Be kind\.[\s\S]*temperature 0\.2/);
  await pane().getByRole('button', { name: 'Send' }).click();
  await pane().getByText('The model answered.').waitFor({ timeout: ENGINE_MS });
  expect(await pane().innerText()).toContain('You said: Say tide twice.');
  expect(await axeFindings(page)).toEqual([]);
  await picture(page, 'prompt-try');
  await pane().getByLabel('word').fill('<tide>');
  await pane()
    .getByText(/as for HTML/)
    .waitFor();
  expect(await seen.client.change.summary.query()).toMatchObject({ count: 0 });
  await save(page);
  // Without the id inside, the engine would ignore it.
  await expect
    .poll(async () => (await seen.client.item.list.query({ kind: 'prompt' }))[0]?.data)
    .toMatchObject({ prompt_id: 'welcome', litellm_params: { prompt_id: 'welcome' } });
});
