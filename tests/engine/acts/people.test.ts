import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entry, model, type Stand, startStand, until } from './stand.ts';

/** What key policy, spend logs and settings of the process do, seen through keys, users, teams and logs. */
let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand?.stop());

const DAY_MS = 86_400_000;
/** What is booked to a key, once something is. */
const spendOf = (token: string) =>
  until(
    async () => Number((await stand.ask(`/key/info?key=${token}`)).text.match(/"spend":([\d.e-]+)/)?.[1] ?? 0),
    (spend) => spend > 0,
  );
const spendRows = async () => (await stand.ask('/spend/logs')).text;

describe('key policy', () => {
  beforeAll(async () => {
    await stand.apply([
      model(stand, 'chat', 'demo-chat', { input_cost_per_token: 0.001, output_cost_per_token: 0.001 }),
      model(stand, 'other', 'demo-other'),
      {
        kind: 'key_policy',
        data: {
          litellm_settings: {
            default_key_generate_params: { max_budget: 5, models: ['chat'], rpm_limit: 7 },
            upperbound_key_generate_params: { max_budget: 10, duration: '30d', tpm_limit: 500 },
            default_internal_user_params: {
              user_role: 'internal_user_viewer',
              max_budget: 3,
              budget_duration: '7d',
              models: ['chat'],
            },
            default_team_params: { max_budget: 2, tpm_limit: 99 },
            enable_key_alias_format_validation: true,
            key_alias_pattern: '^desk-[a-z]+$',
          },
        },
      },
      { kind: 'database', data: { general_settings: { proxy_batch_write_at: 1 } } },
      { kind: 'routing', data: { router_settings: { num_retries: 0 } } },
    ]);
  });

  test('a key without wishes gets the defaults, and what has a bound but no default gets the bound', async () => {
    const { body } = await stand.ask('/key/generate', {});
    expect(body).toMatchObject({ max_budget: 5, models: ['chat'], rpm_limit: 7, tpm_limit: 500 });
    const days = (Date.parse(String(body.expires)) - Date.now()) / DAY_MS;
    expect(Math.round(days)).toBe(30);
    expect(await stand.answeredBy('chat', {}, { key: String(body.key) })).toBe('demo-chat');
    expect(await stand.answeredBy('other', {}, { key: String(body.key) })).toBe(403);
  });

  test('the engine refuses what is above a bound', async () => {
    for (const wish of [{ max_budget: 11 }, { duration: '31d' }, { tpm_limit: 501 }]) {
      const refused = await stand.ask('/key/generate', wish);
      expect(refused, JSON.stringify(wish)).toMatchObject({
        status: 400,
        text: expect.stringContaining('over max limit'),
      });
    }
  });

  test('an alias that does not match the pattern is refused', async () => {
    expect((await stand.ask('/key/generate', { key_alias: 'Front Desk' })).status).toBe(400);
    expect((await stand.ask('/key/generate', { key_alias: 'desk-front' })).status).toBe(200);
  });

  test('a new user and a new team get their defaults', async () => {
    expect((await stand.ask('/user/new', { user_id: 'ada', auto_create_key: false })).body).toMatchObject({
      user_role: 'internal_user_viewer',
      max_budget: 3,
      budget_duration: '7d',
      models: ['chat'],
    });
    expect((await stand.ask('/team/new', { team_alias: 'crew' })).body).toMatchObject({ max_budget: 2, tpm_limit: 99 });
  });

  test('a key reaches its allowed routes only', async () => {
    const key = await stand.key({ allowed_routes: ['/v1/models'] });
    expect((await stand.ask('/v1/models', undefined, { key })).status).toBe(200);
    expect((await stand.chat('chat', {}, { key })).status).toBe(403);
  });

  test('a key may run its max_parallel_requests at once', async () => {
    await stand.upstream.switch({ 'demo-other': { latencyMs: 1_000 } });
    const key = await stand.key({ max_parallel_requests: 1, models: ['other'] });
    const statuses = await Promise.all([1, 2].map(async () => (await stand.chat('other', {}, { key })).status));
    expect(statuses.toSorted()).toEqual([200, 429]);
    await stand.upstream.switch({});
  });

  test('an overridden price is what the key has spent', async () => {
    const { body } = await stand.ask('/key/generate', {});
    expect((await stand.chat('chat', {}, { key: String(body.key) })).status).toBe(200);
    const spend = await spendOf(String(body.token_id));
    // One word in, five out.
    expect(spend).toBeCloseTo(0.006, 6);
    expect(await until(spendRows, (rows) => rows.includes('demo-chat'))).toContain('demo-chat');
  });
});

describe('without a policy', () => {
  beforeAll(async () => {
    await stand.apply([
      { kind: 'key_policy', data: {} },
      { kind: 'spend_logs', data: { general_settings: { disable_spend_logs: true } } },
      {
        kind: 'health',
        data: { general_settings: { background_health_checks: true, health_check_interval: 3_600 } },
      },
      model(stand, 'watched', 'demo-watched'),
    ]);
  });

  test('background health checks ask the model without a client', async () => {
    expect(
      await until(
        () => stand.upstream.count('demo-watched'),
        (count) => count > 0,
      ),
    ).toBeGreaterThan(0);
  });

  test('without a policy a key is what it was asked to be', async () => {
    const { body } = await stand.ask('/key/generate', { key_alias: 'Front Desk', max_budget: 100 });
    expect(body).toMatchObject({ max_budget: 100, models: [], rpm_limit: null, expires: null });
  });

  test('disable_spend_logs keeps the spend and no row of it', async () => {
    const { body } = await stand.ask('/key/generate', {});
    await stand.chat('chat', { user: 'nobody-logged' }, { key: String(body.key) });
    const spend = await spendOf(String(body.token_id));
    expect(spend).toBeCloseTo(0.006, 6);
    expect(await spendRows()).not.toContain(String(body.token_id));
  });
});

describe('what the engine would not serve', () => {
  const checked = async (...wishes: Parameters<Stand['stage']>[0]) => {
    await stand.client.change.discard.mutate({});
    await stand.stage(wishes);
    const review = await stand.client.change.review.query();
    const verdict = await stand.client.change.check.mutate({ plan: review.plan });
    return { codes: review.diagnostics.map((diagnostic) => diagnostic.code), verdict };
  };
  afterAll(() => stand?.client.change.discard.mutate({}));

  test('an unknown strategy is an error of ours and refused by the engine', async () => {
    const { codes, verdict } = await checked({
      kind: 'routing',
      data: { router_settings: { routing_strategy: 'fastest' } },
    });
    expect(codes).toContain('unknown-value');
    expect(verdict).toMatchObject({ verdict: 'refused', reason: expect.stringContaining('fastest') });
  });

  test('a provider that does not exist is an error of ours, and the engine would drop the deployment', async () => {
    const { codes, verdict } = await checked(model(stand, 'lost', 'x', { model: 'nowhere/x' }));
    expect(codes).toContain('unknown-provider');
    expect(verdict).toMatchObject({ verdict: 'accepted', dropped: [expect.any(String)] });
  });

  test('an unknown guardrail is an error of ours, for the engine would start without it', async () => {
    const { codes, verdict } = await checked(
      entry('guardrail', { guardrail_name: 'lost', litellm_params: { guardrail: 'nosuch', mode: 'pre_call' } }),
    );
    expect(codes).toContain('unknown-guardrail');
    expect(JSON.stringify(verdict)).toContain('WITHOUT this guardrail');
  });

  test('a callback that cannot be imported does not come up, and the old generation serves on', async () => {
    await stand.client.change.discard.mutate({});
    await stand.stage([{ kind: 'logging', data: { litellm_settings: { callbacks: ['no_such_module.hook'] } } }]);
    await expect(stand.apply([])).rejects.toThrow('unhealthy');
    expect(await stand.answeredBy('chat')).toBe('demo-chat');
  });
});

test('a variable that is read at import time acts after the launcher was renewed', async () => {
  const { client, installation } = stand;
  await client.change.discard.mutate({});
  await stand.stage([
    { kind: 'logging', data: {} },
    entry('env_var', { name: 'JSON_LOGS', value: 'true', target: 'process' }),
  ]);
  expect(await client.change.review.query()).toMatchObject({ reload: 'renewal', importTimeNames: ['JSON_LOGS'] });
  await stand.apply([]);
  const log = await readFile(join(installation.state.logs, 'gateway.log'), 'utf8');
  expect(log).toContain('{"message": "Application startup complete."');
  expect(await stand.answeredBy('chat')).toBe('demo-chat');
});
