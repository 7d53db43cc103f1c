import { type EntryKind, entryKinds, itemKinds, type SingletonKind, singletonKinds } from '@regent/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from '../rig/browser.ts';
import type { LocalRun } from '../rig/local-run.ts';
import { entryRows } from './kinds/entries.ts';
import { entryActs } from './kinds/entry-acts.ts';
import { settingActs } from './kinds/setting-acts.ts';
import { settingRows } from './kinds/settings.ts';
import { startStand, type Stand } from './stand.ts';
import { openReview } from './steps.ts';

/** The same acts with every kind of item, one after the other in one tab; without REGENT_TEST_FULL with some of each form. */
const full = process.env.REGENT_TEST_FULL === '1';
const entries: readonly EntryKind[] = full ? entryKinds : ['model', 'fallback', 'guardrail', 'agent'];
const settings: readonly SingletonKind[] = full ? singletonKinds : ['routing', 'pricing', 'passthrough'];

let stand: Stand;
let run: LocalRun;
let page: Page;
let problems: string[];
const checkEntry = (kind: EntryKind) => entryActs(page, entryRows[kind]);
const addresses = new Map<EntryKind, string>();

beforeAll(async () => {
  stand = await startStand();
  ({ run, page, problems } = stand);
});
afterAll(() => stand?.stop());

test('every kind of item has its row here', () => {
  expect(Object.keys({ ...entryRows, ...settingRows }).toSorted()).toEqual(itemKinds.toSorted());
});

describe.each(entries)('%s', (kind) => {
  const check = () => checkEntry(kind);
  test('is not saved without what it needs, keeps what was typed through a reload, and is staged', async () => {
    addresses.set(kind, await check().create(run.url));
  });
  test('keeps a half-typed edit through a reload, and Undo takes the saved one back', () => check().editAndTakeBack());
  test('is not emptied of what it needs', () => check().refuseBlank());
  test('comes back after Delete with Undo', () => check().deleteAndTakeBack());
});

describe.each(settings)('%s', (kind) => {
  const check = () => settingActs(page, settingRows[kind]);
  test('what nobody can mean is said at its field and not saved', () => check().refuseInvalid(run.url));
  test('keeps a half-typed edit through a reload, and Undo takes the saved one back', () => check().editAndTakeBack());
  test('shows after a reload what was staged', () => check().stage());
});

test('the engine accepts everything that was made, together', async () => {
  await openReview(page);
  for (const kind of entries) {
    const { shown, needed } = entryRows[kind];
    await page
      .getByRole('dialog')
      .getByText(shown ?? needed.value)
      .first()
      .waitFor();
  }
  await page.keyboard.press('Escape');
});

test.each(entries)('a deleted %s stays away', async (kind) => {
  await checkEntry(kind).deleteForGood(addresses.get(kind) ?? '');
});

test('none of it left an error in the console', () => {
  expect(problems.filter((text) => !/status of 400/.test(text))).toEqual([]); // what was refused above
});
