import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyStaged } from '../rig/apply.ts';
import { startInstallation, type TestInstallation } from '../rig/installation.ts';
import { NEW_CONNECTION } from '../rig/new-connection.ts';
import { startPlainLiteLlm } from '../rig/plain-litellm.ts';

/** A LiteLLM that keeps its models in its database, filled through its own API, and Regent taking that over. */
const MASTER_KEY = 'sk-stored-0123456789abcdef';
const SALT_KEY = 'sk-stored-salt-0123456789';
const STORED_KEY = 'sk-canary-stored-0123456789';

let installation: TestInstallation;
let litellmUrl: string;
let stopLiteLlm: () => Promise<void>;

beforeAll(async () => {
  installation = await startInstallation();
  const { postgres } = installation;
  const plain = await startPlainLiteLlm({
    config: 'model_list: []\ngeneral_settings: {store_model_in_db: true}\n',
    environment: {
      LITELLM_MASTER_KEY: MASTER_KEY,
      LITELLM_SALT_KEY: SALT_KEY,
      STORE_MODEL_IN_DB: 'True',
      DATABASE_URL: postgres.url('litellm'),
    },
  });
  ({ url: litellmUrl, stop: stopLiteLlm } = plain);
  const { providerUrl } = installation;
  await post('/credentials', {
    credential_name: 'desk',
    credential_values: { api_key: STORED_KEY, api_base: providerUrl },
    credential_info: { description: 'of the desk' },
  });
  await post('/model/new', {
    model_name: 'stored',
    litellm_params: { model: 'openai/demo-echo', api_base: providerUrl, api_key: STORED_KEY, rpm: 60 },
    model_info: { id: 'stored-id', mode: 'chat' },
  });
  await post('/model/new', {
    model_name: 'stored-desk',
    litellm_params: { model: 'openai/demo-chat', litellm_credential_name: 'desk' },
    model_info: { id: 'stored-desk-id' },
  });
  await post('/config/update', {
    router_settings: { num_retries: 4 },
    litellm_settings: { drop_params: true },
    environment_variables: { STORED_API_KEY: 'sk-canary-variable' },
  });
}, 180_000);
afterAll(async () => {
  await stopLiteLlm?.();
  await installation?.stop();
});

async function post(path: string, body: unknown): Promise<void> {
  const response = await fetch(`${litellmUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${MASTER_KEY}`, 'content-type': 'application/json', ...NEW_CONNECTION },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}

test('through its API everything comes but the secrets, which are named', async () => {
  const source = { from: 'live' as const, url: litellmUrl, masterKey: MASTER_KEY };
  const preview = await installation.client.import.preview.mutate(source);
  expect(preview.entries.map(({ item, name }) => `${item.kind} ${name}`)).toEqual(
    expect.arrayContaining(['model stored', 'model stored-desk', 'credential desk']),
  );
  expect(preview.entries.find(({ name }) => name === 'stored')?.item.key).toBe('stored-id');
  const hidden = preview.diagnostics.filter(({ code }) => code === 'secret-not-readable');
  expect(hidden.length).toBeGreaterThan(0);
  expect(JSON.stringify(preview)).not.toContain('canary');
});

test('from its database it comes with its secrets once the salt key is given, and serves as before', async () => {
  const { client } = installation;
  const from = 'database' as const;
  expect(await client.import.preview.mutate({ from })).toMatchObject({ wants: 'salt-key' });
  const preview = await client.import.preview.mutate({ from, saltKey: SALT_KEY });
  expect(preview).toMatchObject({ wants: null });
  expect(preview.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(JSON.stringify(preview)).not.toContain('canary');
  await client.import.stage.mutate({ from, saltKey: SALT_KEY });
  const items = await client.item.list.query({ kinds: ['model', 'credential', 'routing', 'env_var'] });
  expect(items.map(({ kind, key, name }) => [kind, kind === 'model' ? key : name])).toEqual(
    expect.arrayContaining([
      ['model', 'stored-id'],
      ['model', 'stored-desk-id'],
      ['credential', 'desk'],
      ['env_var', 'STORED_API_KEY'],
    ]),
  );
  expect(items.find(({ kind }) => kind === 'routing')?.data).toMatchObject({ router_settings: { num_retries: 4 } });
  expect(await applyStaged(client)).toMatchObject({ outcome: 'live' });
  for (const [model, words] of [
    ['stored', 'demo-echo here'],
    ['stored-desk', 'demo-chat here'],
  ] as const) {
    const response = await installation.chat(model);
    expect(await response.text(), model).toContain(words);
  }
});

test('a second import of the same rows is no change', async () => {
  const { client } = installation;
  expect(await client.import.stage.mutate({ from: 'database', saltKey: SALT_KEY })).toMatchObject({ staged: 0 });
});
