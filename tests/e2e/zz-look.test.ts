import { expect, test } from 'vitest';
import { axeFindings, openBrowser, openTab, picture } from '../rig/browser.ts';
import { startLocalRun } from '../rig/local-run.ts';
import { setUp } from './steps.ts';
test('look', async () => {
  const run = await startLocalRun();
  const browser = await openBrowser();
  try {
    const { page, context } = await openTab(browser);
    await setUp(page, run);
    const { regent } = run;
    const up = await regent(
      'import',
      `${import.meta.dirname}/../../packages/renderer/src/testdata/declarative/12-swarm-sample/config.json`,
    );
    console.log(up.stdout, up.stderr);
    const state = await context.storageState();
    for (const [theme, size] of [
      ['dark', 'desktop'],
      ['dark', 'phone'],
      ['light', 'phone'],
    ] as const) {
      const tab = await openTab(browser, { theme, size, state });
      for (const path of ['/import', '/diagnostics/alias-chain', '/rendered', '/advanced', '/models?discover=open']) {
        await tab.page.goto(`${run.url}${path}`);
        await tab.page.getByRole('heading', { level: 1 }).first().waitFor();
        await tab.page.waitForTimeout(1200);
        if (path === '/import') {
          await tab.page
            .getByLabel('Text of config.yaml')
            .fill(
              'model_list:\n- model_name: sonnet\n  litellm_params: {model: anthropic/sonnet-latest, api_key: sk-1234567890abcdef}\nrouter_settings:\n  model_group_alias: {default: gone}\n',
            );
          await tab.page.getByRole('button', { name: 'Look at it' }).click();
          await tab.page.waitForTimeout(800);
        }
        if (path.startsWith('/models')) {
          await tab.page.getByLabel('Address').fill(run.providerUrl);
          await tab.page.getByRole('button', { name: 'Ask', exact: true }).click();
          await tab.page.waitForTimeout(800);
        }
        const wide = await tab.page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        console.log(theme, size, path, wide, await axeFindings(tab.page));
        await picture(tab.page, `look-${theme}-${size}-${path.replace(/\W+/g, '-')}`);
      }
      await tab.context.close();
    }
  } finally {
    await browser.close();
    await run.stop();
  }
  expect(1).toBe(1);
});
