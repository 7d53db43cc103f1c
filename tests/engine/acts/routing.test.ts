import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entry, model, type Stand, startStand, type Wish } from './stand.ts';

/** What alias, fallback and routing settings do to a request. */
let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand?.stop());

const fallback = (section: string, kind: string, source: string | null, targets: string[]): Wish =>
  entry('fallback', { section, class: kind, ...(source === null ? {} : { source }), targets });
const routing = (settings: Record<string, never> | object): Wish => ({
  kind: 'routing',
  data: { router_settings: { num_retries: 0, ...settings } },
});
const tooLong = {
  failNext: 1_000,
  failStatus: 400,
  failCode: 'context_length_exceeded',
  failMessage: "This model's maximum context length is 10 tokens.",
};
const tooRude = {
  failNext: 1_000,
  failStatus: 400,
  failCode: 'content_policy_violation',
  failMessage: 'Your request was rejected as a result of our safety system.',
};

describe('names and fallbacks', () => {
  beforeAll(async () => {
    await stand.upstream.switch({ 'demo-long': tooLong, 'demo-rude': tooRude });
    await stand.apply([
      model(stand, 'fast', 'demo-fast'),
      model(stand, 'spare', 'demo-spare'),
      model(stand, 'broken', 'demo-error-500'),
      model(stand, 'orphan', 'demo-error-500'),
      model(stand, 'long', 'demo-long'),
      model(stand, 'rude', 'demo-rude'),
      model(stand, 'first', 'demo-error-500'),
      model(stand, 'second', 'demo-error-500'),
      entry('alias', { name: 'nick', target: 'fast' }),
      entry('alias', { name: 'quiet', target: { model: 'fast', hidden: true } }),
      fallback('router_settings', 'general', 'broken', ['spare']),
      fallback('router_settings', 'general', 'first', ['second']),
      fallback('router_settings', 'general', 'second', ['spare']),
      fallback('router_settings', 'context_window', 'long', ['spare']),
      fallback('litellm_settings', 'content_policy', 'rude', ['spare']),
      fallback('litellm_settings', 'default', null, ['fast']),
      routing({ disable_cooldowns: true, max_fallbacks: 1 }),
    ]);
  });

  test('an alias answers and is listed; a hidden one answers and is not', async () => {
    for (const name of ['nick', 'quiet'])
      expect(await stand.chat(name)).toMatchObject({ status: 200, text: expect.stringContaining('demo-fast') });
    const listed = (await stand.ask('/v1/models')).text;
    expect(listed).toContain('"nick"');
    expect(listed).not.toContain('"quiet"');
  });

  test('a failed group answers through its own fallback, any other through the default one', async () => {
    expect(await stand.answeredBy('broken')).toBe('demo-spare');
    expect(await stand.answeredBy('orphan')).toBe('demo-fast');
  });

  test('a request that is too long goes to the context window fallback', async () => {
    expect(await stand.answeredBy('long')).toBe('demo-spare');
  });

  test('a refused content goes to the content policy fallback, from the other section too', async () => {
    expect(await stand.answeredBy('rude')).toBe('demo-spare');
  });

  test('max_fallbacks ends a chain of fallbacks', async () => {
    expect(await stand.answeredBy('second')).toBe('demo-spare');
    expect(await stand.answeredBy('first')).toBe(500);
  });

  test('a request may switch its fallbacks off', async () => {
    expect(await stand.answeredBy('broken', { disable_fallbacks: true })).toBe(500);
  });
});

describe('choosing and giving up', () => {
  beforeAll(async () => {
    await stand.remove('fallback');
    await stand.apply([
      model(stand, 'ordered', 'demo-then', { order: 2 }),
      model(stand, 'ordered', 'demo-first', { order: 1 }),
      model(stand, 'weighted', 'demo-heavy', { weight: 1 }),
      model(stand, 'weighted', 'demo-never', { weight: 0 }),
      model(stand, 'tagged', 'demo-free', { tags: ['free'] }),
      model(stand, 'tagged', 'demo-paid', { tags: ['paid'] }),
      model(stand, 'tagged', 'demo-anyone', { tags: ['default'] }),
      model(stand, 'retried', 'demo-retried'),
      model(stand, 'strict', 'demo-strict'),
      model(stand, 'hasty', 'demo-hasty', { timeout: 0.3 }),
      model(stand, 'cooling', 'demo-cooling'),
      model(stand, 'small', 'demo-small', {}, { max_input_tokens: 20, mode: 'chat' }),
      model(stand, 'counted', 'demo-counted', { rpm: 1 }),
      model(stand, 'measured', 'demo-measured', { tpm: 5 }),
      model(stand, 'narrow', 'demo-narrow', { max_parallel_requests: 1 }),
      routing({
        enable_tag_filtering: true,
        enable_pre_call_checks: true,
        optional_pre_call_checks: ['enforce_model_rate_limits'],
        model_group_retry_policy: { retried: { InternalServerErrorRetries: 1, RateLimitErrorRetries: 0 } },
        retry_policy: { InternalServerErrorRetries: 0 },
        allowed_fails: 1,
        cooldown_time: 60,
      }),
    ]);
  });

  test('the lowest order is asked first, and one of weight nothing never', async () => {
    for (let time = 0; time < 4; time++) {
      expect(await stand.answeredBy('ordered')).toBe('demo-first');
      expect(await stand.answeredBy('weighted')).toBe('demo-heavy');
    }
    expect(await stand.upstream.count('demo-never')).toBe(0);
  });

  test('a tagged request goes to the deployment with its tag, one without to the default', async () => {
    expect(await stand.answeredBy('tagged', { metadata: { tags: ['free'] } })).toBe('demo-free');
    expect(await stand.answeredBy('tagged', {}, { headers: { 'x-litellm-tags': 'paid' } })).toBe('demo-paid');
    expect(await stand.answeredBy('tagged')).toBe('demo-anyone');
  });

  test('a retry policy of a group tries again as often as it says; elsewhere nothing is tried again', async () => {
    await stand.upstream.switch({ 'demo-retried': { failNext: 1 }, 'demo-strict': { failNext: 1 } });
    expect(await stand.answeredBy('retried')).toBe('demo-retried');
    expect(await stand.upstream.count('demo-retried')).toBe(2);
    expect(await stand.answeredBy('strict')).toBe(500);
    expect(await stand.upstream.count('demo-strict')).toBe(1);
  });

  test('the timeout of a model ends the wait with 408', async () => {
    await stand.upstream.switch({ 'demo-hasty': { latencyMs: 3_000 } });
    const startedAt = performance.now();
    expect(await stand.answeredBy('hasty')).toBe(408);
    expect(performance.now() - startedAt).toBeLessThan(2_500);
  });

  test('after more than the allowed fails a deployment is left alone for its cooldown', async () => {
    await stand.upstream.switch({ 'demo-cooling': { failNext: 2 } });
    const statuses = [];
    for (let time = 0; time < 4; time++) statuses.push(await stand.answeredBy('cooling'));
    expect(statuses).toEqual([500, 500, 429, 429]);
    expect(await stand.upstream.count('demo-cooling')).toBe(2);
  });

  test('pre-call checks refuse what does not fit into the context window, without asking', async () => {
    const messages = [{ role: 'user', content: 'word '.repeat(50) }];
    const refused = await stand.chat('small', { messages });
    expect(refused).toMatchObject({ status: 400, text: expect.stringContaining('ContextWindowExceeded') });
    expect(await stand.upstream.count('demo-small')).toBe(0);
    expect(await stand.answeredBy('small')).toBe('demo-small');
  });

  test('rpm and tpm of a model are limits where they are enforced', async () => {
    expect([await stand.answeredBy('counted'), await stand.answeredBy('counted')]).toEqual(['demo-counted', 429]);
    expect([await stand.answeredBy('measured'), await stand.answeredBy('measured')]).toEqual(['demo-measured', 429]);
  });

  test('max_parallel_requests of a model answers 429 to what comes beside', async () => {
    await stand.upstream.switch({ 'demo-narrow': { latencyMs: 1_000 } });
    const answers = await Promise.all([1, 2, 3].map(() => stand.answeredBy('narrow')));
    expect(answers.toSorted()).toEqual([429, 429, 'demo-narrow']);
  });
});

describe('the other sections', () => {
  beforeAll(async () => {
    await stand.upstream.switch({ 'demo-long': tooLong, 'demo-rude': tooRude });
    await stand.apply([
      fallback('litellm_settings', 'general', 'broken', ['fast']),
      fallback('litellm_settings', 'context_window', 'long', ['fast']),
      fallback('router_settings', 'content_policy', 'rude', ['fast']),
      fallback('router_settings', 'default', null, ['spare']),
      routing({ disable_cooldowns: true, routing_strategy: 'least-busy', timeout: 0.3 }),
    ]);
  });

  test('each class of fallbacks acts from its other section as well', async () => {
    expect(await stand.answeredBy('broken')).toBe('demo-fast');
    expect(await stand.answeredBy('long')).toBe('demo-fast');
    expect(await stand.answeredBy('rude')).toBe('demo-fast');
    expect(await stand.answeredBy('orphan')).toBe('demo-spare');
  });

  test('without a limit that is enforced, tpm and rpm only guide', async () => {
    expect([await stand.answeredBy('measured'), await stand.answeredBy('measured')]).toEqual([
      'demo-measured',
      'demo-measured',
    ]);
  });

  test('the timeout of the router ends the wait of every model without its own', async () => {
    await stand.upstream.switch({ 'demo-fast': { latencyMs: 3_000 } });
    const startedAt = performance.now();
    expect(await stand.answeredBy('fast', { disable_fallbacks: true })).toBe(408);
    expect(performance.now() - startedAt).toBeLessThan(2_500);
  });
});
