import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { EntryRow, Field } from './entries.ts';

/** What somebody does with an entry of any kind, from its first letter to its removal. */
export function entryActs(page: Page, row: EntryRow) {
  const inspector = page.getByRole('complementary').last();
  const listed = page.getByRole('row').filter({ hasText: row.shown ?? row.needed.value });
  const button = (name: string) => inspector.getByRole('button', { name, exact: true });
  const undo = () => page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  const refused = async () => {
    await rowOf(inspector, row.needed.label)
      .getByText(/This is needed|The name is empty/)
      .first()
      .waitFor();
    await inspector.getByText('Not saved.').waitFor();
  };

  return {
    /** Returns its address. */
    async create(url: string): Promise<string> {
      await page.goto(url + row.address);
      for (const field of row.others) await typeInto(inspector, field);
      await typeInto(inspector, { label: row.needed.label, value: '' });
      await button('Save').click();
      await refused();
      await page.reload();
      // A name in an ordered list is a line of its own there.
      for (const field of row.others.filter(({ label }) => !label.startsWith('Add to'))) await shows(inspector, field);
      await typeInto(inspector, row.needed);
      await button('Save').click();
      await listed.getByText('New', { exact: true }).waitFor();
      await shows(inspector, row.needed);
      return page.url();
    },
    async editAndTakeBack(): Promise<void> {
      const before = await valueOf(inspector, row.edit.label);
      await typeInto(inspector, row.edit);
      await page.reload();
      await shows(inspector, row.edit);
      await button('Save').click();
      await button('Revert').waitFor({ state: 'hidden' });
      await shows(inspector, row.edit);
      await undo();
      await shows(inspector, { label: row.edit.label, value: before });
    },
    async refuseBlank(): Promise<void> {
      await typeInto(inspector, { label: row.needed.label, value: '' });
      await button('Save').click();
      await refused();
      await button('Revert').click();
      await shows(inspector, row.needed);
    },
    async deleteAndTakeBack(): Promise<void> {
      await button('Delete').click();
      await listed.waitFor({ state: 'hidden' });
      await undo();
      await listed.waitFor();
    },
    async deleteForGood(address: string): Promise<void> {
      await page.goto(address);
      await button('Delete').click();
      await listed.waitFor({ state: 'hidden' });
      await page.reload();
      await page.getByRole('heading', { name: /^No .* yet$/ }).waitFor(); // it was the only one
    },
  };
}

/** Types into whatever control stands under a label, as a person would, and leaves it. */
async function typeInto(scope: Locator, { label, value }: Field): Promise<void> {
  const control = scope.getByLabel(label, { exact: true }).first();
  await control.waitFor();
  if ((await control.evaluate((element) => element.nodeName)) === 'SELECT') await control.selectOption(value);
  else {
    await control.fill(value);
    await control.press('Tab');
  }
}

async function shows(scope: Locator, { label, value }: Field): Promise<void> {
  await expect.poll(() => valueOf(scope, label), { timeout: 15_000 }).toBe(value);
}

function rowOf(scope: Locator, label: string): Locator {
  return scope.locator('.row', { has: scope.page().getByLabel(label, { exact: true }) }).first();
}

function valueOf(scope: Locator, label: string): Promise<string> {
  return scope.getByLabel(label, { exact: true }).first().inputValue();
}
