import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { startHarness } from './testing/harness.ts';

test('a wrong vault key stops the start and says what to do', async () => {
  const harness = await startHarness();
  const wrong = harness.restart({ vaultKey: randomBytes(32) });
  await expect(wrong).rejects.toMatchObject({ code: 'vault-locked' });
  const again = await harness.restart();
  expect(await again.admin.audit.verify()).toMatchObject({ ok: true });
  await again.close();
});

test('the first start makes revision 0 with a valid empty configuration, the second does not', async () => {
  const harness = await startHarness();
  expect(harness.running.isFirstStart).toBe(true);
  expect((await harness.servant.driver.readArtifact())?.text).toContain('model_list: []');
  const again = await harness.restart();
  expect(again.running.isFirstStart).toBe(false);
  await again.close();
});
