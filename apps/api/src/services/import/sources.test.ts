import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js';
import { connect } from '@regent/db';
import { createTestDatabase } from '@regent/db/testing';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, rollout, startHarness } from '../../testing/harness.ts';
import { litellmOpener } from './litellm-seal.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness.close());

/** As Python's Fernet writes it. */
function fernet(passphrase: string, text: string): string {
  const key = createHash('sha256').update(passphrase).digest();
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-128-cbc', key.subarray(16), iv);
  const body = Buffer.concat([Buffer.from([0x80]), Buffer.alloc(8), iv, cipher.update(text), cipher.final()]);
  const mac = createHmac('sha256', key.subarray(0, 16)).update(body).digest();
  return Buffer.concat([body, mac]).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}

const predecessor = JSON.stringify({
  version: 1,
  items: [
    {
      kind: 'credential',
      name: 'main',
      data: { provider: 'openai', value_encrypted: fernet('old secret', 'sk-canary-p') },
    },
    { kind: 'router_setting', name: 'num_retries', data: 2 },
  ],
});

const declarative = JSON.stringify({
  providers: {
    relay: { api_base: 'http://relay:8045', interfaces: { openai: { models: { 'm-1': { model_name: 'm' } } } } },
  },
  aliases: { default: 'm' },
});
const overlay = JSON.stringify({ providers: { relay: { api_key: 'sk-canary-d' } } });

test('an export of the predecessor asks for its passphrase, refuses a wrong one, and opens with the right one', async () => {
  const { admin } = harness;
  const closed = await admin.import.preview({ text: predecessor });
  expect(closed).toMatchObject({ format: 'predecessor', wants: 'passphrase' });
  expect(closed.diagnostics.map(({ code }) => code)).toContain('secret-not-readable');
  await expect(admin.import.preview({ text: predecessor, passphrase: 'nope' })).rejects.toThrow(
    'passphrase does not open',
  );
  const open = await admin.import.preview({ text: predecessor, passphrase: 'old secret' });
  expect(open).toMatchObject({ wants: null, counts: { secrets: 1 } });
  expect(JSON.stringify(open)).not.toContain('canary');
  expect((await admin.import.stage({ text: predecessor, passphrase: 'old secret' })).staged).toBe(2);
});

test('a declarative file is recognised, takes its overlay along, and a second import is no change', async () => {
  const { admin } = harness;
  const source = { text: declarative, files: [{ name: 'config.local.json', text: overlay }] };
  expect(await admin.import.preview(source)).toMatchObject({ format: 'declarative', counts: { secrets: 1 } });
  expect((await admin.import.stage(source)).staged).toBe(3);
  await rollout(harness);
  expect((await admin.import.preview(source)).entries.map(({ against }) => against)).toEqual(['same', 'same', 'same']);
});

test('a declarative file with an error stages nothing', async () => {
  const stage = harness.admin.import.stage({ text: '{"providers": {}, "aliases": {"a": "gone"}}' });
  await expect(stage).rejects.toMatchObject({ cause: { code: 'config-invalid' } });
  expect((await harness.admin.change.summary()).count).toBe(0);
});

test('a conflict can be taken, kept, or brought in beside what is there, and references follow the new name', async () => {
  const { admin } = harness;
  const files = [{ name: 'config.local.json', text: overlay }];
  await admin.import.stage({ text: declarative, files });
  await rollout(harness);
  const other = { text: declarative.replace('relay:8045', 'elsewhere:1'), files };
  const preview = await admin.import.preview(other);
  expect(preview.entries.filter(({ against }) => against === 'differs')).toMatchObject([
    { item: { kind: 'credential' }, renamable: true },
  ]);
  expect((await admin.import.stage({ ...other, conflict: 'keep' })).staged).toBe(0);
  expect((await admin.import.stage({ ...other, conflict: 'rename' })).staged).toBe(1);
  const credentials = await admin.item.list({ kind: 'credential' });
  expect(credentials.map(({ name, flag }) => [name, flag])).toEqual([
    ['relay-openai', null],
    ['relay-openai-imported', 'new'],
  ]);
  const bigger = other.text.replace('"m-1"', '"m-2"');
  await admin.change.discard({});
  await admin.import.stage({ ...other, text: bigger, conflict: 'rename' });
  const added = (await admin.item.list({ kind: 'model' })).find(({ flag }) => flag === 'new');
  expect(added?.data.litellm_params).toMatchObject({ litellm_credential_name: 'relay-openai-imported' });
});

test('a running LiteLLM is read through its API; what it masks is named and not taken', async () => {
  const live = await fakeLiteLlm();
  try {
    const source = { from: 'live' as const, url: live.url, masterKey: 'sk-live' };
    await expect(harness.admin.import.preview({ ...source, masterKey: 'sk-no' })).rejects.toThrow('does not accept');
    const preview = await harness.admin.import.preview(source);
    expect(preview.entries.map(({ item, name }) => [item.kind, name])).toEqual([
      ['model', 'gpt'],
      ['credential', 'main'],
      ['routing', 'routing'],
    ]);
    expect(preview.entries[0]?.item).toMatchObject({
      key: 'id-1',
      data: { model_name: 'gpt', litellm_params: { model: 'openai/gpt-4o' }, model_info: { mode: 'chat' } },
    });
    expect(preview.diagnostics.filter(({ code }) => code === 'secret-not-readable')).toHaveLength(2);
    expect(preview.diagnostics).toContainEqual(expect.objectContaining({ code: 'not-taken-over' }));
    expect(JSON.stringify(preview)).not.toMatch(/sk\*\*|sk-live/);
  } finally {
    live.close();
  }
});

test('raw settings that other screens own move there, over what they say already, and the rest stays raw', async () => {
  const { admin } = harness;
  await admin.import.stage({ text: 'router_settings: {num_retries: 1, timeout: 30}\nold_section: {a: 1}\n' });
  await rollout(harness);
  const data = {
    router_settings: { num_retries: 5, some_future_key: true },
    model_list: [{ model_name: 'm', litellm_params: { model: 'openai/m', api_key: 'sk-canary-moved' } }],
    old_section: { a: 2 },
  };
  expect(await admin.import.moveOwned({ data, baseVersion: 0 })).toEqual({ staged: 2 });
  const items = await admin.item.list({ kinds: ['routing', 'model', 'passthrough'] });
  const dataOf = (kind: string) => items.find((item) => item.kind === kind)?.data;
  expect(dataOf('routing')).toEqual({ router_settings: { num_retries: 5, timeout: 30 } });
  expect(dataOf('passthrough')).toEqual({ router_settings: { some_future_key: true }, old_section: { a: 2 } });
  expect(dataOf('model')).toMatchObject({ model_name: 'm' });
  expect(JSON.stringify(items)).not.toContain('canary');
});

test('what LiteLLM stored in its database comes with its secrets when its salt key is given', async () => {
  const stored = await createTestDatabase();
  const { db, close } = connect(stored.url, { processId: 'test' });
  const key = createHash('sha256').update('the salt').digest();
  const seal = (text: string) => {
    const nonce = randomBytes(24);
    return Buffer.concat([nonce, xsalsa20poly1305(key, nonce).encrypt(Buffer.from(text))]).toString('base64url');
  };
  await db.execute(sql`create table "LiteLLM_ProxyModelTable"
    (model_id text, model_name text, litellm_params jsonb, model_info jsonb, created_at timestamp default now())`);
  await db.execute(sql`create table "LiteLLM_CredentialsTable"
    (credential_name text, credential_values jsonb, credential_info jsonb)`);
  await db.execute(sql`create table "LiteLLM_Config" (param_name text, param_value jsonb)`);
  const params = JSON.stringify({ model: seal('openai/stored'), api_key: seal('sk-canary-stored') });
  const info = JSON.stringify({ id: 'stored-id', db_model: true, mode: 'chat' });
  await db.execute(sql`insert into "LiteLLM_ProxyModelTable" values ('stored-id', 'stored', ${params}, ${info})`);
  await db.execute(sql`insert into "LiteLLM_Config" values ('router_settings', '{"num_retries": 4}'), ('other', '{}')`);
  const { admin, close: end } = await startHarness({ spendDatabaseUrl: stored.url });
  try {
    const from = 'database' as const;
    expect(await admin.import.preview({ from })).toMatchObject({ wants: 'salt-key' });
    await expect(admin.import.preview({ from, saltKey: 'another' })).rejects.toThrow('does not open');
    const preview = await admin.import.preview({ from, saltKey: 'the salt' });
    expect(preview).toMatchObject({ wants: null, diagnostics: [], counts: { secrets: 1 } });
    expect(preview.entries.map(({ item }) => item)).toMatchObject([
      { key: 'stored-id', data: { litellm_params: { model: 'openai/stored' }, model_info: { mode: 'chat' } } },
      { kind: 'routing', data: { router_settings: { num_retries: 4 } } },
    ]);
    expect(JSON.stringify(preview)).not.toContain('canary');
  } finally {
    await end();
    await close();
    await stored.close();
  }
});

test('what LiteLLM sealed opens with its salt key in both of its formats, and not with another one', () => {
  const key = createHash('sha256').update('the salt').digest();
  const nonce = randomBytes(24);
  const box = Buffer.concat([nonce, xsalsa20poly1305(key, nonce).encrypt(Buffer.from('sk-canary-n'))]).toString(
    'base64url',
  );
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const body = Buffer.concat([iv, cipher.update('sk-canary-g'), cipher.final()]);
  const gcm = `v2:gcm:${Buffer.concat([body, cipher.getAuthTag()]).toString('base64url')}`;
  expect([box, gcm].map(litellmOpener('the salt'))).toEqual(['sk-canary-n', 'sk-canary-g']);
  expect([box, gcm, 'plain'].map(litellmOpener('another'))).toEqual([null, null, null]);
});

async function fakeLiteLlm(): Promise<{ url: string; close(): void }> {
  const answers: Readonly<Record<string, unknown>> = {
    '/model/info': {
      data: [
        {
          model_name: 'gpt',
          litellm_params: { model: 'openai/gpt-4o', use_in_pass_through: false, api_base: null },
          model_info: { id: 'id-1', mode: 'chat', max_tokens: 4096, db_model: true },
        },
        { model_name: 'alias-of-gpt', litellm_params: { model: 'openai/gpt-4o' }, model_info: { id: 'id-1' } },
      ],
    },
    '/credentials': {
      credentials: [
        {
          credential_name: 'main',
          credential_values: { api_key: 'sk****ab', api_base: 'http://x/v1' },
          credential_info: {},
        },
      ],
    },
    '/router/settings': {
      fields: [
        { field_name: 'num_retries', field_default: 2 },
        { field_name: 'timeout', field_default: 600 },
      ],
      current_values: { num_retries: 5, timeout: 600, fallbacks: [] },
    },
  };
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    const status = request.headers.authorization !== 'Bearer sk-live' ? 401 : answer === undefined ? 500 : 200;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? { detail: 'no' }));
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const { port } = server.address() as AddressInfo; // it listens on a port
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
