import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from '../rig/browser.ts';
import type { LocalRun } from '../rig/local-run.ts';
import { startStand, type Stand } from './stand.ts';

/** The main job without a mouse: nothing here clicks. */
let stand: Stand;
let run: LocalRun;
let page: Page;
let problems: string[];

beforeAll(async () => {
  stand = await startStand();
  ({ run, page, problems } = stand);
});
afterAll(() => stand?.stop());

/** Presses Tab until the element with this name has the focus. */
async function tabTo(name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const labels =
        element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((one) => one.textContent) : [];
      return [...labels, element?.getAttribute('aria-label'), element?.textContent].filter(Boolean).join(' ').trim();
    });
    if (name.test(focused)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab never reached ${name}.`);
}

test('the palette leads to a screen', async () => {
  await page.keyboard.press('Control+k');
  await page.locator('[role=combobox][aria-label="Go to or do"]:focus').waitFor();
  await page.keyboard.type('Models');
  await page.getByRole('option', { name: /^Models/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Command palette' }).waitFor({ state: 'hidden' });
  await page.getByRole('heading', { level: 1, name: 'Models' }).waitFor();
});

test('a model is added by typing alone, and Ctrl S saves it', async () => {
  await tabTo(/^Add model$/);
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Basics' }).waitFor();
  await tabTo(/^Public name/);
  await page.keyboard.type('by-hand');
  await tabTo(/^Provider/);
  await page.keyboard.type('OpenAI');
  await page.getByRole('option', { name: 'OpenAI openai' }).first().waitFor();
  await page.keyboard.press('Enter');
  await tabTo(/^Model/);
  await page.keyboard.type('demo-chat');
  await tabTo(/^API Base/);
  await page.keyboard.type(run.providerUrl);
  await tabTo(/API Key/);
  await page.keyboard.type('none-needed');
  await page.keyboard.press('Control+s');
  await page.getByRole('row').filter({ hasText: 'by-hand' }).waitFor();
});

test('Esc closes the Inspector, and arrows move through the list', async () => {
  await page.keyboard.press('Escape');
  await page.getByRole('complementary', { name: 'demo-chat' }).waitFor({ state: 'hidden' });
  await page.getByRole('row').filter({ hasText: 'by-hand' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Basics' }).waitFor();
  await page.keyboard.press('Escape');
});

test('r opens Review, and Apply is reached and pressed', async () => {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('r');
  await page
    .getByRole('dialog')
    .getByText(/Engine accepts/)
    .waitFor();
  await tabTo(/^Reason/);
  await page.keyboard.type('typed');
  await tabTo(/^Apply 1 change$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Revision 1 is live' }).waitFor({ timeout: 90_000 });
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
});

test('two revisions are compared without a mouse', async () => {
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await page.getByRole('heading', { level: 1, name: 'History' }).waitFor();
  await page.getByRole('button', { name: /^Compare/, disabled: false }).waitFor();
  await tabTo(/^Compare/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Revision 1 against 0' }).waitFor();
  expect(page.url()).toContain('against=0');
});

test('nothing went wrong in the console all the while', () => {
  expect(problems).toEqual([]);
});
