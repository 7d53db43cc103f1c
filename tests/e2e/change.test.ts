import type { JsonObject } from '@regent/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ExaminedRun, examineRun } from '../chaos/local.ts';
import { settled } from '../chaos/invariants.ts';
import { MODEL, stageModel } from '../chaos/scenario.ts';
import { applyStaged } from '../rig/apply.ts';
import { axeFindings, type Page, picture, sizes } from '../rig/browser.ts';
import type { LocalRun } from '../rig/local-run.ts';
import { startStand, type Stand, stopAtFirstFailure } from './stand.ts';
import { closeDialog, goTo, openReview } from './steps.ts';

/** The faces of Review and Apply beyond the straight way, in one tab against the real engine. */
let stand: Stand;
let run: LocalRun;
let seen: ExaminedRun;
let page: Page;
let rpm = 10_000;

beforeAll(async () => {
  stand = await startStand();
  ({ run, page } = stand);
  seen = await examineRun(run);
  await stageModel(seen, rpm);
  expect(await applyStaged(seen.client)).toMatchObject({ outcome: 'live', revision: 1 });
}, 120_000);
stopAtFirstFailure(() => page);
afterAll(() => stand?.stop());

const dialog = () => page.getByRole('dialog');
const bar = () => page.locator('.applybar-place');

async function stage(name: string, params: JsonObject = {}): Promise<void> {
  const litellm_params = { model: 'openai/demo-chat', api_base: run.providerUrl, api_key: 'none', ...params };
  await seen.client.item.save.mutate({ kind: 'model', data: { model_name: name, litellm_params }, baseVersion: 0 });
}

const names = async () => (await seen.client.item.list.query({ kind: 'model' })).map(({ name }) => name).sort();

test('Review says whom a change touches, and applies only what is chosen; the rest stays staged', async () => {
  await stageModel(seen, ++rpm);
  await stage('left-for-later');
  await openReview(page);
  await dialog()
    .getByRole('button', { name: new RegExp(MODEL) })
    .click();
  await dialog().getByRole('region', { name: 'Whom the changes touch' }).getByText('Last 7 days').waitFor();
  await dialog()
    .getByRole('checkbox', { name: /left-for-later/ })
    .uncheck();
  await dialog().getByText('1 change left out.').waitFor();
  await picture(page, 'change-01-choice');
  expect(await axeFindings(page)).toEqual([]);
  await dialog().getByRole('button', { name: 'Apply 1 of 2 changes' }).click();
  await page.getByRole('heading', { name: 'Revision 2 is live' }).waitFor({ timeout: 60_000 });
  await closeDialog(page);
  expect((await seen.client.revision.get.query({ number: 2 })).selected).toBe(true);
  await bar().getByText('1 change').waitFor();
});

test('an Apply with confirmation counts down, and what is kept stays', async () => {
  await openReview(page);
  await dialog().getByRole('combobox', { name: 'Confirmation' }).selectOption({ label: 'Take back after 1 min' });
  await dialog().getByRole('button', { name: 'Apply 1 change' }).click();
  await dialog()
    .getByText(/Revision 3 serves\. [01]:\d\d/)
    .waitFor({ timeout: 60_000 });
  await picture(page, 'change-02-waiting');
  expect(await axeFindings(page)).toEqual([]);
  await page.setViewportSize(sizes.phone);
  await picture(page, 'change-02-waiting-phone');
  await page.setViewportSize(sizes.desktop);
  await dialog().getByRole('button', { name: 'Five minutes more' }).click();
  await dialog()
    .getByText(/Revision 3 serves\. [45]:\d\d/)
    .waitFor();
  await dialog().getByRole('button', { name: 'Keep' }).click();
  await page.getByRole('heading', { name: 'Revision 3 is live' }).waitFor();
  await closeDialog(page);
});

test('what is taken back from the bar is gone, and the revision before serves again', async () => {
  const before = await names();
  await stage('regretted');
  const { plan } = await seen.client.change.review.query({});
  await seen.client.change.rollout.mutate({ plan, reason: 'try it', confirmSeconds: 120 });
  await bar()
    .getByText(/Keep revision 4\?/)
    .waitFor({ timeout: 60_000 });
  await bar().getByRole('button', { name: 'Take back' }).click();
  await bar()
    .getByText(/Keep revision 4\?/)
    .waitFor({ state: 'hidden', timeout: 30_000 });
  expect(await settled(seen)).toMatchObject({ outcome: 'reverted' });
  const { revisions } = await seen.client.revision.list.query({ limit: 2 });
  expect(revisions).toMatchObject([
    { number: 5, outcome: 'live' },
    { number: 4, outcome: 'reverted' },
  ]);
  expect(await names()).toEqual(before);
});

test('what the engine would drop needs the word typed, and the run that does not come up says why', async () => {
  await stage('no-such-router', {
    model: 'auto_router/no-such-router',
    auto_router_config: '{"routes": []}',
    auto_router_default_model: MODEL,
    auto_router_embedding_model: MODEL,
  });
  await openReview(page);
  const applying = dialog().getByRole('button', { name: 'Apply 1 change' });
  await dialog().getByText('Type the confirmation first').waitFor();
  expect(await applying.isDisabled()).toBe(true);
  await dialog()
    .getByLabel(/type insist/)
    .fill('insist');
  await applying.click();
  await dialog()
    .getByText(/without no-such-router/)
    .waitFor({ timeout: 60_000 });
  await closeDialog(page);
  expect((await seen.client.revision.get.query({ number: 6 })).insisted).toBe(true);
});

test('who else has an item open is said in its form, and not any more when they have left', async () => {
  const [item] = await seen.client.item.list.query({ kind: 'model' });
  const ref = { kind: 'model' as const, key: item?.key ?? '' };
  await page.goto(`${run.url}/models/${ref.key}`);
  await page.getByRole('tab', { name: 'Basics' }).waitFor();
  await seen.client.presence.announce.mutate(ref);
  await page.getByText(/has this open too/).waitFor();
  await seen.client.presence.announce.mutate({ ...ref, leaving: true });
  await page.getByText(/has this open too/).waitFor({ state: 'hidden' });
});

test('History keeps notes, says what going back would mean, and finds the first bad revision', async () => {
  await goTo(page, 'History');
  await page.goto(`${run.url}/history/3?against=1`);
  await page.getByRole('textbox', { name: 'Note' }).fill('before the fair');
  await page.getByRole('button', { name: 'Save note' }).click();
  await page.getByRole('button', { name: 'Save note' }).waitFor({ state: 'hidden' });
  await page
    .getByRole('region', { name: 'Before going back' })
    .getByText(/no-such-router would go/)
    .waitFor();
  await page.getByRole('button', { name: 'Search the first bad one' }).click();
  await page.getByText(/Try revision/).waitFor();
  await picture(page, 'change-03-history');
  expect(await axeFindings(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(sizes.phone);
  await picture(page, 'change-04-history-phone-dark');
  expect(await axeFindings(page)).toEqual([]);
  await page.setViewportSize(sizes.desktop);
  await page.getByRole('button', { name: '2 is good' }).click();
  await page.getByText(/Revision 3 is the first bad one/).waitFor();
  await page.getByRole('button', { name: 'End the search' }).click();
  expect((await seen.client.revision.get.query({ number: 3 })).note).toBe('before the fair');
});
