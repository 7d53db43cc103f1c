import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ExaminedRun, examineRun } from '../chaos/local.ts';
import { applyStaged } from '../rig/apply.ts';
import { axeFindings, type Page, picture } from '../rig/browser.ts';
import type { LocalRun } from '../rig/local-run.ts';
import { startStand, type Stand, stopAtFirstFailure } from './stand.ts';
import { ask, closeDialog, openReview, save } from './steps.ts';

/** What a team meets around the straight way: a key that is rotated, a second person, an engine and a file in trouble. */
const full = process.env.REGENT_TEST_FULL === '1';
const ENGINE_MS = 60_000;
/** Regent looks at file and engine every 15 s. */
const NOTICED_MS = 40_000;
const IDLE_MS = 300_000;
let stand: Stand;
let run: LocalRun;
let seen: ExaminedRun;
let page: Page;

beforeAll(async () => {
  stand = await startStand();
  ({ run, page } = stand);
  seen = await examineRun(run);
}, 120_000);
stopAtFirstFailure(() => page);
afterAll(() => stand?.stop());

const dialog = () => page.getByRole('dialog');
const answer = () => ask(run, seen.masterKey, 'main');

/** The only keys that the provider takes from now on. */
async function providerTakes(...keys: string[]): Promise<void> {
  const control = new URL('/control', run.providerUrl);
  const body = JSON.stringify({ keys });
  const response = await fetch(control, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect(response.status).toBe(200);
}

async function stageAlias(name: string): Promise<void> {
  await seen.client.item.save.mutate({ kind: 'alias', data: { name, target: 'main' }, baseVersion: 0 });
}

/** A credential and one deployment that uses it, applied; the provider takes nothing else. */
async function applyCredential(): Promise<string> {
  await providerTakes('sk-first-canary');
  const values = { api_key: { $newSecret: 'sk-first-canary' }, api_base: run.providerUrl };
  const data = { credential_name: 'team', credential_info: {}, credential_values: values };
  const { item } = await seen.client.item.save.mutate({ kind: 'credential', data, baseVersion: 0 });
  const litellm_params = { model: 'openai/demo-chat', litellm_credential_name: 'team' };
  await seen.client.item.save.mutate({ kind: 'model', data: { model_name: 'main', litellm_params }, baseVersion: 0 });
  expect(await applyStaged(seen.client)).toMatchObject({ outcome: 'live', revision: 1 });
  expect(await answer()).toContain('demo-chat here');
  return item?.key ?? '';
}

test('a key is rotated without a failed request, watched, and its old version ends for good', async () => {
  const key = await applyCredential();
  await page.goto(`${run.url}/providers?item=${key}&tab=rotate`);
  await page.getByRole('button', { name: /^Replace/ }).click();
  await page.getByLabel('API key').fill('sk-second-canary');
  await page.getByRole('button', { name: 'Try', exact: true }).click();
  await page.getByText(/openai failed with 401/).waitFor();
  await providerTakes('sk-first-canary', 'sk-second-canary');
  await page.getByRole('button', { name: 'Try', exact: true }).click();
  await page.getByText('demo-chat answered.').waitFor();
  await save(page);
  await openReview(page);
  await dialog()
    .getByRole('button', { name: /^Apply/ })
    .click();
  await page.getByRole('heading', { name: 'Revision 2 is live' }).waitFor({ timeout: ENGINE_MS });
  await closeDialog(page);
  await providerTakes('sk-second-canary');
  expect(await answer()).toContain('demo-chat here');

  await page.getByText('Every replica serves it').waitFor();
  if (full) await page.getByText('1 request', { exact: true }).waitFor({ timeout: ENGINE_MS });
  await page.getByRole('button', { name: 'Revoke version 1 of api_key' }).click();
  await dialog()
    .getByText(/Revision 1 used it/)
    .waitFor();
  await dialog().getByLabel('Type team').fill('team');
  await picture(page, 'faces-01-revoke');
  await dialog().getByRole('button', { name: 'Revoke', exact: true }).click();
  await page.getByText(/^Revoked (just now|.* ago)/).waitFor();
  // Traffic and looks in a row are no drift.
  for (let looks = 0; looks < 60; looks++)
    expect(await seen.client.servant.status.query()).toMatchObject({ drift: null });
  await page.goto(`${run.url}/history/1`);
  await page.getByText(/team cannot come back, because a secret that it uses was revoked/).waitFor();
  expect(await answer()).toContain('demo-chat here');
  expect(await page.content()).not.toContain('canary');
});

test('a change waits for a second person, whose approval ends with the next edit', async () => {
  await seen.client.setting.save.mutate({ approvalNeeded: true });
  await stageAlias('first');
  await openReview(page);
  const applying = dialog().getByRole('button', { name: /^Apply/ });
  const gate = dialog().getByRole('region', { name: 'Before this can be applied' });
  await gate.getByText('Another administrator has to approve this.').waitFor();
  expect(await applying.isDisabled()).toBe(true);
  await gate.getByRole('button', { name: 'Approve' }).click();
  await gate.getByText(/Approved by ops@example.com\./).waitFor();
  await picture(page, 'faces-02-approved');
  await stageAlias('second');
  await dialog().getByRole('button', { name: 'Review again' }).click();
  await gate.getByText('Another administrator has to approve this.').waitFor();
  await gate.getByRole('button', { name: 'Approve' }).click();
  await dialog().getByText('You approved it, so somebody else applies it').waitFor();
  expect(await applying.isDisabled()).toBe(true);
  await dialog().getByRole('button', { name: 'Close' }).click();
  expect(await applyStaged(seen.client)).toMatchObject({ outcome: 'live', revision: 3 });
  expect(await seen.client.revision.get.query({ number: 3 })).toMatchObject({ approvedBy: 'ops@example.com' });
});

test.runIf(full)('nobody approves their own change; a reason overrides it and stays in History', async () => {
  await page.goto(`${run.url}/providers?item=new`);
  await page.getByRole('textbox', { name: 'Name' }).fill('own');
  await save(page);
  await openReview(page);
  const gate = dialog().getByRole('region', { name: 'Before this can be applied' });
  await gate.getByText(/Staged by ops@example.com, whose own approval does not count/).waitFor();
  expect(await gate.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  expect(await axeFindings(page)).toEqual([]);
  await gate.getByLabel('Reason to override').fill('the fair has begun');
  await dialog()
    .getByRole('button', { name: /^Apply/ })
    .click();
  await page.getByRole('heading', { name: 'Revision 4 is live' }).waitFor({ timeout: ENGINE_MS });
  await closeDialog(page);
  await page.goto(`${run.url}/history/4`);
  await page.getByText('the fair has begun').waitFor();
  await seen.client.setting.save.mutate({ approvalNeeded: false });
});

test.runIf(full)('who edits an item is marked in its row, until they have left', async () => {
  const [item] = await seen.client.item.list.query({ kind: 'model' });
  const ref = { kind: 'model' as const, key: item?.key ?? '' };
  await page.goto(`${run.url}/models`);
  const row = page.getByRole('row').filter({ hasText: 'main' }).first();
  await row.waitFor();
  await seen.client.presence.announce.mutate(ref);
  await row.getByText('token of this machine has this open').waitFor({ state: 'attached' });
  await seen.client.presence.announce.mutate({ ...ref, leaving: true });
  await row.getByText('token of this machine has this open').waitFor({ state: 'detached' });
});

test.runIf(full)(
  'five idle minutes raise no alarm, nor does the traffic before them',
  async () => {
    const end = Date.now() + IDLE_MS;
    while (Date.now() < end) {
      await sleep(5_000);
      expect(await seen.client.servant.status.query()).toMatchObject({ state: 'serving', drift: null });
    }
  },
  400_000,
);

test.runIf(full)('a file that was edited by hand is ignored until a day, adopted, or put back', async () => {
  const file = join(run.state.artifacts, 'current', 'config.yaml');
  const applied = await readFile(file, 'utf8');
  await page.goto(`${run.url}/servant`);
  const drift = page.getByRole('alert').getByText(/The file was edited by hand/);
  await writeFile(file, `${applied}# by hand\n`);
  await drift.waitFor({ timeout: NOTICED_MS });
  await picture(page, 'faces-03-drift');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Ignore until…' }).click();
  await page.getByLabel('Ignore until').fill('2999-12-31');
  await page.getByLabel('Reason to ignore').fill('the vendor looks at it');
  await page.getByRole('button', { name: 'Ignore', exact: true }).click();
  await drift.waitFor({ state: 'hidden' });
  await page.getByText(/the vendor looks at it/).waitFor();

  await writeFile(file, applied.replace('demo-chat', 'demo-echo'));
  await drift.waitFor({ timeout: NOTICED_MS });
  await page.getByRole('button', { name: 'Adopt into staging' }).click();
  await page.getByRole('button', { name: 'Review', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Discard', exact: true }).click();
  await drift.filter({ hasText: 'the edit is staged' }).waitFor({ timeout: NOTICED_MS });
  await page.getByRole('button', { name: 'Restore applied' }).click();
  await drift.waitFor({ state: 'hidden' });
  expect(await readFile(file, 'utf8')).toBe(applied);
});

test.runIf(full)(
  'a revision whose engine does not answer is unhealthy wherever it is shown, and the one before serves on',
  async () => {
    const { gateway } = await seen.pids();
    await seen.client.setting.save.mutate({ readyTimeoutMs: 5_000 });
    await stageAlias('third');
    process.kill(gateway ?? 0, 'SIGSTOP');
    try {
      expect(await applyStaged(seen.client, { insist: true })).toMatchObject({ outcome: 'unhealthy', revision: 5 });
      await page.goto(`${run.url}/history`);
      await page.getByText('The Servant is unhealthy').waitFor();
      await page.getByRole('navigation', { name: 'Revisions' }).getByText('Unhealthy').waitFor();
      await page.getByRole('button', { name: 'See why' }).click();
      await dialog()
        .getByRole('heading', { name: /Revision 5/ })
        .waitFor();
      await picture(page, 'faces-04-unhealthy');
      expect(await axeFindings(page)).toEqual([]);
      await closeDialog(page);
    } finally {
      process.kill(gateway ?? 0, 'SIGCONT');
    }
    expect(await answer()).toContain('demo-chat here');
    // The engine answers again with the revision before: it is asked once more, without anybody's hand.
    await page.getByRole('navigation', { name: 'Revisions' }).getByText('Unhealthy').waitFor({
      state: 'hidden',
      timeout: NOTICED_MS,
    });
    expect((await seen.client.revision.list.query({})).revisions[0]).toMatchObject({ number: 5, live: true });
  },
);
