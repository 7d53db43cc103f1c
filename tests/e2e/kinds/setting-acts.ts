import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { SettingRow } from './settings.ts';

/** What somebody does with the settings of any kind. */
export function settingActs(page: Page, row: SettingRow) {
  const form =
    row.control === 'text'
      ? page.locator('.advanced')
      : page.locator('.settings-form', {
          has: page.getByRole('heading', { name: row.heading ?? 'Settings', exact: true }),
        });
  const control = controlOf(form, row);
  const button = (name: string) => form.getByRole('button', { name, exact: true });
  const flag = form.getByText('New', { exact: true });
  const shown = async (value: string) =>
    expect.poll(() => textOf(control, row), { timeout: 15_000 }).toBe(value.trim());
  const write = async (value: string) => {
    await control.fill(value);
    await control.blur();
  };
  const open = async () => {
    if (row.control !== 'text') await page.getByPlaceholder('Find a setting').fill(row.label);
    await control.or(adder(form, row)).first().waitFor();
  };

  return {
    async refuseInvalid(url: string): Promise<void> {
      await page.goto(url + row.screen);
      await open();
      if (row.control === 'pairs') {
        await adder(form, row).click();
        await form.getByRole('textbox', { name: `${row.label}: name 1` }).fill('openai');
      }
      await write(row.invalid);
      await form.getByText(row.refusal).first().waitFor();
      expect(await button('Save').isDisabled()).toBe(true);
    },
    /** Ends with the value staged. */
    async editAndTakeBack(): Promise<void> {
      await write(row.value);
      await page.reload();
      await open();
      await shown(row.value);
      await button('Save').click();
      await flag.waitFor();
      await shown(row.value);
      await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
      await flag.waitFor({ state: 'hidden' });
      expect(await button('Save').isDisabled()).toBe(true);
    },
    async stage(): Promise<void> {
      if (row.control === 'pairs') {
        await adder(form, row).click();
        await form.getByRole('textbox', { name: `${row.label}: name 1` }).fill('openai');
      }
      await write(row.value);
      await button('Save').click();
      await flag.waitFor();
      await page.reload();
      await open();
      await shown(row.value);
    },
  };
}

function controlOf(form: Locator, row: SettingRow): Locator {
  if (row.control !== 'pairs') return form.getByLabel(row.label, { exact: true });
  return form.getByLabel(`${row.label}: openai`, { exact: true });
}

function adder(form: Locator, row: SettingRow): Locator {
  return form.getByRole('button', { name: `Add to ${row.label}` });
}

async function textOf(control: Locator, row: SettingRow): Promise<string> {
  return (row.control === 'text' ? await control.innerText() : await control.inputValue()).trim();
}
