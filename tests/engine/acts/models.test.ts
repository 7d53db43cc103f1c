import { headerDigest } from '@regent/local';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entry, model, type Stand, startStand } from './stand.ts';

/** What a deployment, its credential and its environment do to the request that the provider gets. */
let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand?.stop());

const sentWith = async (upstream: string) => (await stand.upstream.last(upstream)).headers.authorization;

describe('a deployment', () => {
  beforeAll(async () => {
    const off = model(stand, 'off', 'demo-off');
    await stand.apply([
      model(stand, 'demo/*', '*'),
      model(stand, 'set', 'demo-set', {
        temperature: 0.25,
        max_tokens: 7,
        extra_headers: { 'x-desk': 'seven' },
        extra_body: { note: 'mine' },
        additional_drop_params: ['presence_penalty'],
      }),
      model(stand, 'priced', 'demo-priced', { input_cost_per_token: 0.5, output_cost_per_token: 0.25 }),
      model(stand, 'priced-there', 'demo-priced', {}, { input_cost_per_token: 0.5, output_cost_per_token: 0.25 }),
      model(stand, 'clamped', 'gpt-3.5-turbo'),
      model(stand, 'blocked', 'demo-blocked', {}, { blocked: true }),
      model(stand, 'grouped', 'demo-grouped', {}, { access_groups: ['desk'] }),
      model(stand, 'unseen', 'demo-unseen', {}, { discoverable: false }),
      model(stand, 'production', 'demo-production', {}, { supported_environments: ['production'] }),
      model(stand, 'mocked', 'demo-mocked', { mock_response: 'as written' }),
      model(stand, 'late', 'demo-late', { stream_timeout: 0.3 }),
      model(stand, 'numbers', 'demo-embedding', {}, { mode: 'embedding' }),
      { ...off, data: { ...off.data, $regent: { enabled: false } } },
      entry('credential', {
        credential_name: 'vaulted',
        credential_values: { api_key: 'sk-from-the-vault', api_base: stand.providerUrl },
        credential_info: {},
      }),
      entry('model', {
        model_name: 'by-credential',
        litellm_params: { model: 'openai/demo-credential', litellm_credential_name: 'vaulted' },
      }),
      entry('env_var', { name: 'DEMO_KEY', value: 'sk-from-the-environment', target: 'process' }),
      entry('env_var', { name: 'LITELLM_ENVIRONMENT', value: 'production', target: 'process' }),
      model(stand, 'by-environment', 'demo-environment', { api_key: 'os.environ/DEMO_KEY' }),
      {
        kind: 'proxy_behaviour',
        data: { litellm_settings: { drop_params: true, modify_params: true, request_timeout: 1 } },
      },
      { kind: 'pricing', data: { litellm_settings: { cost_margin_config: { openai: 1 } } } },
      { kind: 'routing', data: { router_settings: { num_retries: 0, disable_cooldowns: true } } },
    ]);
  });

  test('a wildcard model passes the rest of the name on', async () => {
    expect(await stand.answeredBy('demo/demo-anything')).toBe('demo-anything');
  });

  test('parameters, headers and body fields of the item reach the provider', async () => {
    await stand.chat('set');
    const { headers, body } = await stand.upstream.last('demo-set');
    expect(body).toMatchObject({ temperature: 0.25, max_tokens: 7, note: 'mine' });
    expect(headers['x-desk']).toBe('seven');
  });

  test('additional_drop_params takes a parameter out, and leaves its neighbour', async () => {
    await stand.chat('set', { presence_penalty: 0.5, frequency_penalty: 0.5 });
    const { body } = await stand.upstream.last('demo-set');
    expect(body).toHaveProperty('frequency_penalty', 0.5);
    expect(body).not.toHaveProperty('presence_penalty');
  });

  test('drop_params drops what the provider does not know', async () => {
    expect(await stand.answeredBy('demo/demo-drop', { thinking: { type: 'enabled', budget_tokens: 10 } })).toBe(
      'demo-drop',
    );
    expect((await stand.upstream.last('demo-drop')).body).not.toHaveProperty('thinking');
  });

  test('modify_params cuts max_tokens to what the model can give', async () => {
    await stand.chat('clamped', { max_tokens: 99_999 });
    expect((await stand.upstream.last('gpt-3.5-turbo')).body).toHaveProperty('max_tokens', 4_096);
  });

  test('request_timeout ends the wait with 408, stream_timeout of a model earlier that of its streams', async () => {
    await stand.upstream.switch({ 'demo-hang': { latencyMs: 5_000 }, 'demo-late': { latencyMs: 700 } });
    expect((await stand.chat('demo/demo-hang')).status).toBe(408);
    expect((await stand.chat('late', { stream: true })).status).toBe(408);
    expect((await stand.chat('late')).status).toBe(200);
  });

  test('prices of params and of model_info set what an answer costs, and a margin adds to it', async () => {
    for (const name of ['priced', 'priced-there']) {
      const { headers } = await stand.chat(name);
      // One word in at 0.5, five out at 0.25, and as much again.
      expect(headers.get('x-litellm-response-cost-original'), name).toBe('1.75');
      expect(headers.get('x-litellm-response-cost'), name).toBe('3.5');
    }
  });

  test('a credential is used by its name, and a variable of the process by reference', async () => {
    expect(await stand.answeredBy('by-credential')).toBe('demo-credential');
    expect(await sentWith('demo-credential')).toBe(headerDigest('Bearer sk-from-the-vault'));
    expect(await stand.answeredBy('by-environment')).toBe('demo-environment');
    expect(await sentWith('demo-environment')).toBe(headerDigest('Bearer sk-from-the-environment'));
  });

  test('a disabled model is not served, a blocked one is refused with 403', async () => {
    expect((await stand.chat('off')).status).toBe(400);
    expect((await stand.chat('blocked')).status).toBe(403);
    const listed = (await stand.ask('/v1/models')).text;
    expect(listed).not.toContain('"off"');
    expect(listed).not.toContain('"blocked"');
  });

  test('discoverable false hides a model from the hub and serves it', async () => {
    expect(await stand.answeredBy('unseen')).toBe('demo-unseen');
  });

  test('a key for an access group reaches its models only', async () => {
    const key = await stand.key({ models: ['desk'] });
    expect(await stand.answeredBy('grouped', {}, { key })).toBe('demo-grouped');
    expect(await stand.answeredBy('priced', {}, { key })).toBe(403);
  });

  test('a model for this environment is served', async () => {
    expect(await stand.answeredBy('production')).toBe('demo-production');
  });

  test('a mocked answer is given without asking', async () => {
    expect((await stand.chat('mocked')).text).toContain('as written');
    expect(await stand.upstream.count('demo-mocked')).toBe(0);
  });

  test('a model of mode embedding embeds', async () => {
    const answer = await stand.ask('/v1/embeddings', { model: 'numbers', input: 'hello' });
    expect(answer).toMatchObject({ status: 200, body: { data: [{ object: 'embedding' }] } });
  });
});

describe('after the next Apply', () => {
  beforeAll(async () => {
    const { client } = stand;
    const [off] = (await client.item.list.query({ kind: 'model' })).filter((item) => item.name === 'off');
    const [vaulted] = await client.item.list.query({ kind: 'credential' });
    const [demoKey] = (await client.item.list.query({ kind: 'env_var' })).filter((item) => item.name === 'DEMO_KEY');
    if (!off || !vaulted || !demoKey) throw new Error('items are missing');
    const { $regent: _, ...enabled } = off.data;
    const values = vaulted.data.credential_values as Record<string, string>;
    await client.item.saveMany.mutate({
      items: [
        { kind: 'model', key: off.key, baseVersion: off.version, data: enabled },
        {
          kind: 'credential',
          key: vaulted.key,
          baseVersion: vaulted.version,
          data: { ...vaulted.data, credential_values: { ...values, api_key: 'sk-rotated' } },
        },
        {
          kind: 'env_var',
          key: demoKey.key,
          baseVersion: demoKey.version,
          data: { ...demoKey.data, value: 'sk-exchanged' },
        },
      ],
    });
    await stand.apply([
      { kind: 'proxy_behaviour', data: {} },
      { kind: 'pricing', data: {} },
    ]);
  });

  test('a model that was enabled is served', async () => {
    expect(await stand.answeredBy('off')).toBe('demo-off');
  });

  test('a rotated credential and a changed variable are what the provider gets', async () => {
    await stand.chat('by-credential');
    expect(await sentWith('demo-credential')).toBe(headerDigest('Bearer sk-rotated'));
    await stand.chat('by-environment');
    expect(await sentWith('demo-environment')).toBe(headerDigest('Bearer sk-exchanged'));
  });

  test('settings that went away have no effect any more', async () => {
    expect((await stand.chat('demo/demo-drop', { thinking: { type: 'enabled', budget_tokens: 10 } })).status).toBe(400);
    await stand.chat('clamped', { max_tokens: 99_999 });
    expect((await stand.upstream.last('gpt-3.5-turbo')).body).toHaveProperty('max_tokens', 99_999);
    expect((await stand.chat('priced')).headers.get('x-litellm-response-cost')).toBe('1.75');
  });
});
