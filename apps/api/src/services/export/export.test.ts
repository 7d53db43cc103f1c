import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, listen, MASTER_KEY, rollout, startHarness, vic } from '../../testing/harness.ts';
import { dotenvOf } from './env-references.ts';

const text = `
model_list:
  - model_name: gpt
    litellm_params: {model: openai/gpt-4o, api_key: sk-canary-export, api_base: os.environ/OWN_BASE}
    model_info: {id: the-id}
  - model_name: gpt
    litellm_params: {model: openai/gpt-4o-mini, litellm_credential_name: main}
credential_list:
  - credential_name: main
    credential_values: {api_key: sk-canary-second}
    credential_info: {}
litellm_settings: {drop_params: true}
`;

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
  await harness.admin.import.stage({ text });
  const env = { name: 'LANGFUSE_SECRET', value: { $newSecret: 'canary-env' }, target: 'process' };
  await harness.admin.item.save({ kind: 'env_var', data: env, baseVersion: 0 });
  await rollout(harness);
});
afterEach(() => harness.close());

async function made(wish: Parameters<Harness['admin']['export']['make']>[0]): Promise<Buffer> {
  return Buffer.from((await harness.admin.export.make(wish)).base64, 'base64');
}

test('no format gives a secret out in clear', async () => {
  const recipient = await identityToRecipient(await generateX25519Identity());
  for (const format of ['yaml', 'env', 'dotenv', 'json', 'age'] as const)
    expect((await made({ format, recipient })).toString(), format).not.toContain('canary');
  const files = unzipSync(new Uint8Array(await made({ format: 'eject' })));
  for (const [name, bytes] of Object.entries(files)) expect(strFromU8(bytes), name).not.toContain('canary');
});

test('references take the place of secrets, and the template names every variable that they need', async () => {
  const yaml = (await made({ format: 'env' })).toString();
  expect(yaml).toContain('api_key: os.environ/GPT_API_KEY');
  expect(yaml).toContain('api_key: os.environ/MAIN_API_KEY');
  const names = [...(await made({ format: 'dotenv' })).toString().matchAll(/^([A-Z_]+)=$/gm)].map((match) => match[1]);
  expect(names).toEqual(['GPT_API_KEY', 'LANGFUSE_SECRET', 'MAIN_API_KEY', 'OWN_BASE']);
});

test('an encrypted export comes back with its secrets, in another installation too', async () => {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const sealed = (await made({ format: 'age', recipient })).toString();
  const other = await startHarness();
  try {
    expect(await other.admin.import.preview({ text: sealed })).toMatchObject({ format: 'age', wants: 'identity' });
    const wrong = await generateX25519Identity();
    await expect(other.admin.import.preview({ text: sealed, passphrase: wrong })).rejects.toThrow('does not open');
    expect((await other.admin.import.stage({ text: sealed, passphrase: identity })).staged).toBe(5);
    await rollout(other);
    expect((await other.servant.driver.readArtifact())?.text).toContain('sk-canary-export');
    // Where it came from, nothing of it is new.
    const back = await harness.admin.import.preview({ text: sealed, passphrase: identity });
    expect(back.entries.every(({ against }) => against === 'same')).toBe(true);
  } finally {
    await other.close();
  }
});

test('items without secrets keep them where they came from, and are named elsewhere', async () => {
  const json = (await made({ format: 'json' })).toString();
  expect((await harness.admin.import.preview({ text: json })).entries.every(({ against }) => against === 'same')).toBe(
    true,
  );
  const other = await startHarness();
  try {
    const preview = await other.admin.import.preview({ text: json });
    expect(preview.diagnostics.map(({ code }) => code)).toEqual(Array(3).fill('secret-not-readable'));
    expect((await other.admin.import.stage({ text: json })).staged).toBe(5);
  } finally {
    await other.close();
  }
});

test('an export cannot take a secret from another item', async () => {
  const file = JSON.parse((await made({ format: 'json' })).toString());
  const [credential, model] = ['credential', 'model'].map((kind) =>
    file.items.find((item: { kind: string }) => item.kind === kind),
  );
  model.data.litellm_params.api_key = credential.data.credential_values.api_key;
  const preview = await harness.admin.import.preview({ text: JSON.stringify(file) });
  expect(preview.diagnostics).toMatchObject([{ code: 'secret-not-readable' }]);
});

test('a recipient that is none is refused, a viewer gets nothing, and every export is on record', async () => {
  await expect(made({ format: 'age', recipient: 'age1nope' })).rejects.toMatchObject({ cause: { code: 'bad-input' } });
  await expect(harness.as(vic).export.make({ format: 'eject' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await made({ format: 'eject' });
  const { entries } = await harness.admin.audit.list({});
  expect(entries[0]).toMatchObject({ action: 'export', subject: 'eject' });
});

test('a download wants a signed-in administrator, and no other site may start it', async () => {
  const { url, close } = await listen(harness);
  try {
    const get = (headers: Record<string, string>) => fetch(`${url}/download/export?format=eject`, { headers });
    const authorization = `Bearer ${MASTER_KEY}`;
    expect((await get({})).status).toBe(401);
    expect((await get({ authorization, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const answer = await get({ authorization });
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="litellm.zip"');
    expect(Object.keys(unzipSync(new Uint8Array(await answer.arrayBuffer())))).toContain('litellm/docker-compose.yml');
    expect((await fetch(`${url}/download/export?format=all`, { headers: { authorization } })).status).toBe(400);
  } finally {
    close();
  }
});

test('plain values of the environment survive a shell-like reader', () => {
  const line = (value: string) => dotenvOf([{ name: 'X', use: 'x', value }]).split('\n')[1];
  expect(line('plain-1.0')).toBe('X=plain-1.0');
  expect(line('two words $HOME')).toBe("X='two words $HOME'");
  expect(line('it\'s "so" $1')).toBe('X="it\'s \\"so\\" $$1"');
});
