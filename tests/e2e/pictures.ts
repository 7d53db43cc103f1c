import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser, openTab } from '../rig/browser.ts';
import { repository } from '../rig/folders.ts';
import { startLocalRun } from '../rig/local-run.ts';
import { apply, closeDialog, importLab, openModel, openReview, save, setUp } from './steps.ts';

/** Takes the pictures of the documentation anew, from a whole installation: `node tests/e2e/pictures.ts`. */
const folder = join(repository, 'docs/pictures');
mkdirSync(folder, { recursive: true });
const run = await startLocalRun();
const browser = await openBrowser();
try {
  const { page } = await openTab(browser);
  await setUp(page, run);
  await importLab(page, run);
  await apply(page, 1);
  await closeDialog(page);
  await openModel(page, 'llama-desk');
  await page.getByRole('tab', { name: 'Limits' }).click();
  await page.getByLabel('RPM', { exact: true }).fill('60');
  await save(page);
  await openModel(page, 'qwen-mac');
  await page.getByRole('tab', { name: 'Basics' }).click();
  await page.getByLabel('API Base').fill(run.providerUrl);
  await save(page);
  await page
    .getByRole('status')
    .getByText(/Staged/)
    .waitFor({ state: 'hidden', timeout: 20_000 });
  await page.screenshot({ path: join(folder, 'models.png') });
  await openReview(page);
  await page.screenshot({ path: join(folder, 'review.png') });
} finally {
  await browser.close();
  await run.stop();
}
