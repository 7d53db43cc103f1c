import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, modelData, rollout, saveModel, startHarness, vic } from '../../testing/harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness.close());

test('a rotated data key needs no Apply, changes no reference, and is in the audit', async () => {
  await saveModel(harness, 'a', { api_key: { $newSecret: 'sk-secret-one' } });
  await rollout(harness);
  const before = await harness.admin.vault.status();
  expect(before).toMatchObject({ secrets: 1, versions: 1, wrappingKeys: 1, wrappedByPrevious: 0 });
  expect(await harness.admin.vault.rotateDataKey()).toEqual({ resealed: 1 });
  expect((await harness.admin.vault.status()).dataKeyCreatedAt).not.toBe(before.dataKeyCreatedAt);
  expect(await rollout(harness)).toMatchObject({ outcome: 'nothing-to-do' });
  const { entries } = await harness.admin.audit.list({ limit: 2 });
  expect(entries.map((entry) => entry.action)).toContain('vault.rotate-data-key');
});

test('the key-encryption key is replaced with both keys at hand, and then the old one is not needed', async () => {
  await saveModel(harness, 'a', { api_key: { $newSecret: 'sk-secret-one' } });
  const next = randomBytes(32);
  const old = harness.ports.vaultKey;
  harness = await harness.restart({ vaultKey: next, previousVaultKeys: [old] });
  expect(await harness.admin.vault.status()).toMatchObject({ wrappingKeys: 2, wrappedByPrevious: 2 });
  expect(await harness.admin.vault.rotateKeyEncryptionKey()).toEqual({ rewrapped: 2 });
  harness = await harness.restart({ vaultKey: next, previousVaultKeys: [] });
  expect(await harness.admin.vault.status()).toMatchObject({ wrappingKeys: 1, wrappedByPrevious: 0 });
  expect(await rollout(harness)).toMatchObject({ outcome: 'live' });
  expect(harness.servant.serving()?.text).toContain('sk-secret-one');
});

test('each stored version of a secret tells its age and its author, never its value', async () => {
  const values = (secret: string) => ({ api_key: { $newSecret: secret } });
  const data = { credential_name: 'c', credential_info: {}, credential_values: values('sk-secret-one') };
  const { item: first } = await harness.admin.item.save({ kind: 'credential', data, baseVersion: 0 });
  await rollout(harness);
  const next = { ...data, credential_values: values('sk-secret-two') };
  const { version } = await harness.admin.item.get({ kind: 'credential', key: first?.key ?? '' });
  const { item } = await harness.admin.item.save({
    kind: 'credential',
    key: first?.key,
    data: next,
    baseVersion: version,
  });
  const pinned = item?.data.credential_values as { api_key: { $secret: string; version: number } };
  expect(pinned.api_key.version).toBe(2);
  const versions = await harness.admin.vault.versions({ secrets: [pinned.api_key.$secret] });
  expect(versions.map((one) => one.version)).toEqual([2, 1]);
  expect(versions[0]?.createdBy).not.toBe('');
  expect(JSON.stringify(versions)).not.toContain('sk-secret');
});

test('a viewer sees nothing of the vault', async () => {
  await expect(harness.as(vic).vault.status()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(harness.as(vic).vault.versions({ secrets: [] })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(harness.as(vic).vault.rotateDataKey()).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('the audit tells whether a secret is the same text as one before, and not which', async () => {
  await saveModel(harness, 'a', { api_key: { $newSecret: 'sk-the-same-text' } });
  await saveModel(harness, 'b', { api_key: { $newSecret: 'sk-the-same-text' } });
  await saveModel(harness, 'c', { api_key: { $newSecret: 'sk-another-text' } });
  const { entries } = await harness.admin.audit.list({ limit: 3 });
  const [c, b, a] = entries.map((entry) => /digest ([0-9a-f]{16})/.exec(entry.detail ?? '')?.[1]);
  expect(a).toBeTruthy();
  expect(b).toBe(a);
  expect(c).not.toBe(a);
  expect(JSON.stringify(entries)).not.toContain('the-same-text');
});

test('a removed item leaves the digest of its secret behind', async () => {
  const key = await saveModel(harness, 'a', { api_key: { $newSecret: 'sk-the-same-text' } });
  await rollout(harness);
  await harness.admin.item.save({ kind: 'model', key, data: modelData('a'), baseVersion: 0 });
  const { entries } = await harness.admin.audit.list({ limit: 1 });
  expect(entries[0]?.detail).toMatch(/"before":"secret [^"]+ digest [0-9a-f]{16}"/);
});
