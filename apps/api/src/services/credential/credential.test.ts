import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Item, type JsonObject, secretReferences } from '@regent/core';
import { connect } from '@regent/db';
import { createTestDatabase } from '@regent/db/testing';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, modelData, rollout, startHarness, vic } from '../../testing/harness.ts';
import { trialData } from './try.ts';

let harness: Harness;
let provider: Server;
let address: string;
let accepted: string;

beforeEach(async () => {
  accepted = 'sk-old-canary';
  provider = createServer((request, response) => {
    const known = request.headers.authorization === `Bearer ${accepted}`;
    response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(known ? { choices: [] } : { error: { message: 'unknown key sk-new-canary' } }));
  });
  provider.listen(0, '127.0.0.1');
  await once(provider, 'listening');
  address = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/v1`; // it listens on TCP
  harness = await startHarness();
});
afterEach(async () => {
  await harness.close();
  provider.closeAllConnections();
  provider.close();
});

const values = (secret: JsonObject) => ({
  credential_name: 'main',
  credential_info: {},
  credential_values: { api_key: secret, api_base: address },
});

async function saveCredential(secret: string, key?: string): Promise<string> {
  const baseVersion = key === undefined ? 0 : (await harness.admin.item.get({ kind: 'credential', key })).version;
  const data = values({ $newSecret: secret });
  const { item } = await harness.admin.item.save({ kind: 'credential', data, baseVersion, ...(key && { key }) });
  return item?.key ?? key ?? '';
}

/** A credential with one deployment, its first secret applied. */
async function applied(): Promise<string> {
  const key = await saveCredential('sk-old-canary');
  const params = { model: 'openai/gpt', litellm_credential_name: 'main' };
  await harness.admin.item.save({
    kind: 'model',
    data: { model_name: 'gpt', litellm_params: params },
    baseVersion: 0,
  });
  expect(await rollout(harness)).toMatchObject({ outcome: 'live' });
  return key;
}

async function secretOf(key: string): Promise<string> {
  const { data } = await harness.admin.item.get({ kind: 'credential', key });
  return secretReferences(data)[0]?.$secret ?? '';
}

test('a version is not revoked by a viewer, nor while it is applied, staged, or being applied', async () => {
  const key = await applied();
  const secret = await secretOf(key);
  const inUse = { cause: { code: 'in-use' } };
  await expect(harness.as(vic).vault.revoke({ secret, version: 1 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(harness.admin.vault.revoke({ secret, version: 1 })).rejects.toMatchObject(inUse);
  await saveCredential('sk-new-canary', key);
  await expect(harness.admin.vault.revoke({ secret, version: 1 })).rejects.toMatchObject(inUse);
  await expect(harness.admin.vault.revoke({ secret, version: 2 })).rejects.toMatchObject(inUse);
  await expect(harness.admin.vault.revoke({ secret, version: 3 })).rejects.toMatchObject({
    cause: { code: 'not-found' },
  });
});

test('the last try is kept with who made it, and says whether it was made with what serves', async () => {
  const key = await applied();
  const lastTrial = async () => (await harness.admin.credential.status())[0]?.lastTrial;
  expect(await lastTrial()).toBeNull();
  const typed = values({ $newSecret: 'sk-new-canary' });
  expect(await harness.admin.credential.try({ key, data: typed })).toMatchObject({ ok: false });
  expect(await lastTrial()).toMatchObject({ ok: false, by: 'ann@example.org', tried: 'other' });
  expect((await lastTrial())?.text).not.toContain('canary');
  accepted = 'sk-new-canary';
  expect(await harness.admin.credential.try({ key, data: typed })).toMatchObject({ ok: true });
  await saveCredential('sk-new-canary', key);
  expect(await lastTrial()).toMatchObject({ ok: true, tried: 'staged' });
  await rollout(harness);
  expect(await lastTrial()).toMatchObject({ ok: true, tried: 'applied' });
  expect(JSON.stringify(await harness.admin.audit.list({ limit: 50 }))).not.toContain('canary');
});

test('a revoked version opens to nobody, is audited, and going back to what needs it is told beforehand', async () => {
  const key = await applied();
  const secret = await secretOf(key);
  await saveCredential('sk-new-canary', key);
  await rollout(harness);
  expect((await harness.admin.credential.status())[0]).toMatchObject({ revocable: 1 });
  expect(await harness.admin.revision.checkRestore({ number: 1 })).toMatchObject({ leftOut: [] });

  expect(await harness.admin.vault.revoke({ secret, version: 1 })).toEqual({ revisions: [1] });
  const { entries } = await harness.admin.audit.list({ limit: 1 });
  expect(entries).toMatchObject([{ action: 'vault.revoke', subject: 'credential main', actor: 'ann@example.org' }]);
  expect(await harness.admin.vault.versions({ secrets: [secret] })).toMatchObject([
    { version: 2, revokedAt: null, inUse: true, revisions: [2] },
    { version: 1, revokedAt: expect.any(String), revokedBy: 'ann@example.org', inUse: false, revisions: [1] },
  ]);
  expect((await harness.admin.credential.status())[0]).toMatchObject({ revocable: 0 });
  expect(await harness.admin.revision.checkRestore({ number: 1 })).toMatchObject({
    leftOut: [{ name: 'main', why: expect.stringContaining('revoked') }],
  });
  // Going back all the same keeps the credential as it is now, and naming the old version is refused.
  expect(await harness.admin.revision.stage({ number: 1 })).toEqual({ staged: 0 });
  const old = values({ $secret: secret, version: 1 });
  const named = harness.admin.item.save({ kind: 'credential', key, data: old, baseVersion: 0 });
  await expect(named).rejects.toMatchObject({ cause: { code: 'bad-input' } });
  expect(await rollout(harness)).toMatchObject({ outcome: 'nothing-to-do' });
});

test('what went through its deployments since the new secret is told by deployment', async () => {
  const spend = await createTestDatabase();
  const rows = connect(spend.url);
  const first = harness;
  harness = await startHarness({ spendDatabaseUrl: spend.url });
  try {
    const key = await applied();
    const model = (await harness.admin.item.list({ kind: 'model' }))[0]?.key ?? '';
    await rows.db.execute(sql`create table "LiteLLM_SpendLogs" (model_id text, status text, "startTime" timestamp)`);
    const now = sql`(now() at time zone 'utc')`;
    await rows.db.execute(sql`insert into "LiteLLM_SpendLogs" values
      (${model}, 'success', ${now} + interval '1 s'), (${model}, 'failure', ${now} + interval '1 s'),
      (${model}, 'success', ${now} - interval '1 hour'), ('another', 'success', ${now})`);
    expect(await harness.admin.credential.watch({ key })).toMatchObject({
      revision: 1,
      serves: true,
      traffic: { state: 'known', found: [{ name: 'gpt', requests: 2, errors: 1 }] },
    });
    await rows.db.execute(sql`drop table "LiteLLM_SpendLogs"`);
    expect(await harness.admin.credential.watch({ key })).toMatchObject({ traffic: { state: 'failed' } });
  } finally {
    await rows.close();
    await harness.close();
    await spend.close();
    harness = first;
  }
});

test('a secret is tried with a deployment as that would use it, its own fields winning', () => {
  const more = { litellm_credential_name: 'main', api_base: 'http://own' };
  const model: Item = { kind: 'model', key: 'm', data: modelData('m', more) };
  const data = { credential_values: { api_key: { $newSecret: 'x' }, api_base: 'http://x' } };
  expect(trialData(model, data)).toMatchObject({
    model_name: 'm',
    litellm_params: { model: 'openai/m', api_key: { $newSecret: 'x' }, api_base: 'http://own' },
  });
});

test('a credential that no deployment uses yet is tried with a model that is named', async () => {
  const key = await saveCredential('sk-old-canary');
  const { credential } = harness.admin;
  await expect(credential.try({ key })).rejects.toMatchObject({ cause: { code: 'bad-input' } });
  expect(await credential.try({ key, named: 'openai/gpt' })).toMatchObject({ ok: true });
  accepted = 'sk-another';
  expect(await credential.try({ key, named: 'openai/gpt' })).toMatchObject({ ok: false });
});
