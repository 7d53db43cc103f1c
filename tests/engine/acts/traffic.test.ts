import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entry, model, type Stand, startStand } from './stand.ts';
import { storesOn } from './stores.ts';
import { trialsOn } from './trials.ts';

/** What stands between a client and a model: cache, guardrails, prompts, headers; and the other doors of the gateway. */
let stand: Stand;
/** Of the demo provider, without `/v1`. */
let root: string;
beforeAll(async () => {
  stand = await startStand();
  root = new URL('/', stand.providerUrl).origin;
});
afterAll(() => stand?.stop());

const say = (content: string) => ({ messages: [{ role: 'user', content }] });
/** JSON-RPC to the gateway's MCP door; it answers as an event stream. */
const mcp = (method: string, params: object = {}) =>
  stand.ask(
    '/mcp/',
    { jsonrpc: '2.0', id: 1, method, params },
    { headers: { accept: 'application/json, text/event-stream' } },
  );

describe('with all of it', () => {
  beforeAll(async () => {
    await stand.apply([
      model(stand, 'chat', 'demo-chat'),
      model(stand, 'forwarded', 'demo-forwarded'),
      model(stand, 'numbers', 'demo-embedding', {}, { mode: 'embedding' }),
      {
        kind: 'cache',
        data: {
          litellm_settings: {
            cache: true,
            cache_params: { type: 'local', ttl: 600, supported_call_types: ['acompletion'] },
          },
        },
      },
      entry('pass_through_endpoint', {
        path: '/open',
        target: `${root}/echo/open`,
        headers: { 'x-fixed': 'yes' },
        auth: false,
      }),
      entry('pass_through_endpoint', { path: '/guarded', target: `${root}/echo/guarded`, auth: true }),
      entry('pass_through_endpoint', {
        path: '/tree',
        target: `${root}/echo/tree`,
        include_subpath: true,
        auth: true,
      }),
      entry('guardrail', {
        guardrail_name: 'no-canaries',
        litellm_params: {
          guardrail: 'litellm_content_filter',
          mode: 'pre_call',
          default_on: true,
          blocked_words: [{ keyword: 'canary', action: 'BLOCK' }],
        },
      }),
      entry('guardrail', {
        guardrail_name: 'no-addresses',
        litellm_params: {
          guardrail: 'litellm_content_filter',
          mode: 'pre_call',
          patterns: [{ pattern_type: 'prebuilt', pattern_name: 'email', action: 'MASK' }],
        },
      }),
      entry('search_tool', {
        search_tool_name: 'library',
        litellm_params: { search_provider: 'searxng', api_base: `${root}/search` },
      }),
      entry('mcp_server', {
        name: 'letters',
        server: { url: `${root}/mcp`, transport: 'http', allow_all_keys: true, disallowed_tools: ['whisper'] },
      }),
      entry('prompt', {
        prompt_id: 'twice',
        litellm_params: {
          prompt_id: 'twice',
          prompt_integration: 'dotprompt',
          dotprompt_content: '---\nmodel: chat\n---\nUser: Say {{word}} twice',
        },
      }),
      {
        kind: 'proxy_behaviour',
        data: { litellm_settings: { model_group_settings: { forward_client_headers_to_llm_api: ['forwarded'] } } },
      },
      {
        kind: 'routing',
        data: {
          router_settings: { num_retries: 0, optional_pre_call_checks: ['forward_client_headers_by_model_group'] },
        },
      },
    ]);
  });

  test('the same question is answered from the cache, unless it asks not to', async () => {
    const before = await stand.upstream.count('demo-chat');
    for (let time = 0; time < 3; time++) expect(await stand.answeredBy('chat', say('cached?'))).toBe('demo-chat');
    expect(await stand.upstream.count('demo-chat')).toBe(before + 1);
    await stand.chat('chat', { ...say('cached?'), cache: { 'no-cache': true } });
    expect(await stand.upstream.count('demo-chat')).toBe(before + 2);
  });

  test('a call type that the cache does not support is asked each time', async () => {
    for (let time = 0; time < 2; time++) await stand.ask('/v1/embeddings', { model: 'numbers', input: 'hello' });
    expect(await stand.upstream.count('demo-embedding')).toBe(2);
  });

  test('a pass-through path without auth is open, and brings its own headers', async () => {
    const answer = await stand.ask('/open', { a: 1 }, { key: '' });
    expect(answer).toMatchObject({ status: 200, body: { path: '/echo/open', body: '{"a":1}' } });
    expect(answer.body).toMatchObject({ headers: { 'x-fixed': 'yes' } });
  });

  test('a pass-through path with auth wants a key, and keeps it to itself', async () => {
    expect((await stand.ask('/guarded', { a: 1 }, { key: '' })).status).toBe(401);
    const answer = await stand.ask('/guarded', { a: 1 });
    expect(answer).toMatchObject({ status: 200, body: { path: '/echo/guarded' } });
    expect(answer.body).not.toHaveProperty('headers.authorization');
  });

  test('a pass-through path with its subpaths passes them on', async () => {
    expect((await stand.ask('/tree/deep/path')).body).toMatchObject({ path: '/echo/tree/deep/path' });
    expect((await stand.ask('/guarded/deep/path')).status).toBe(404);
  });

  test('a guardrail that is on by default blocks, and the provider is not asked', async () => {
    const before = await stand.upstream.count('demo-chat');
    const blocked = await stand.chat('chat', say('the canary sings'));
    expect(blocked).toMatchObject({ status: 400, text: expect.stringContaining('no-canaries') });
    expect(await stand.upstream.count('demo-chat')).toBe(before);
  });

  test('a guardrail that is asked for by name masks what the provider sees', async () => {
    await stand.chat('chat', { ...say('write to ada@example.com'), guardrails: ['no-addresses'] });
    const seen = JSON.stringify((await stand.upstream.last('demo-chat')).body);
    expect(seen).toContain('EMAIL_REDACTED');
    expect(seen).not.toContain('ada@example.com');
  });

  test('a search tool searches', async () => {
    const found = await stand.ask('/v1/search/library', { query: 'tides' });
    expect(found).toMatchObject({ status: 200, body: { results: [{ title: 'About tides' }] } });
  });

  test('the tools of an MCP server are listed and called, and those that are not allowed are neither', async () => {
    const listed = (await mcp('tools/list')).text;
    expect(listed).toContain('letters-shout');
    expect(listed).not.toContain('whisper');
    const call = (name: string) => mcp('tools/call', { name, arguments: { text: 'Hello' } });
    expect((await call('letters-shout')).text).toContain('HELLO');
    expect((await call('letters-whisper')).text).not.toContain('hello');
  });

  test('a prompt is put before the messages, with its variables filled in', async () => {
    await stand.chat('chat', { ...say('please'), prompt_id: 'twice', prompt_variables: { word: 'tide' } });
    expect((await stand.upstream.last('demo-chat')).body.messages).toEqual([
      { role: 'user', content: 'Say tide twice' },
      { role: 'user', content: 'please' },
    ]);
  });

  test('headers of the client are passed on for the groups that say so, and for no other', async () => {
    for (const name of ['forwarded', 'chat']) {
      await stand.chat(name, say(`headers of ${name}`), { headers: { 'x-desk': 'seven' } });
    }
    expect((await stand.upstream.last('demo-forwarded')).headers['x-desk']).toBe('seven');
    expect((await stand.upstream.last('demo-chat')).headers['x-desk']).toBeUndefined();
  });

  test('an answer says which deployment gave it', async () => {
    const [item] = await stand.client.item.list.query({ kind: 'model' });
    const { headers } = await stand.chat('chat', say('who?'));
    expect(headers.get('x-litellm-model-id')).toBe(item?.key);
    expect(headers.get('x-litellm-model-group')).toBe('chat');
  });
});

describe('after it was taken away', () => {
  beforeAll(async () => {
    for (const kind of ['pass_through_endpoint', 'guardrail', 'search_tool', 'mcp_server', 'prompt'] as const)
      await stand.remove(kind);
    await stand.apply([{ kind: 'cache', data: {} }]);
  });

  test('without a cache each question reaches the provider', async () => {
    const before = await stand.upstream.count('demo-chat');
    for (let time = 0; time < 2; time++) await stand.chat('chat', say('cached?'));
    expect(await stand.upstream.count('demo-chat')).toBe(before + 2);
  });

  test('paths, guardrails, search tools, MCP servers and prompts are gone', async () => {
    expect((await stand.ask('/open', { a: 1 })).status).toBe(404);
    expect((await stand.chat('chat', say('the canary sings'))).status).toBe(200);
    expect((await stand.ask('/v1/search/library', { query: 'tides' })).status).toBeGreaterThanOrEqual(400);
    expect((await mcp('tools/list')).text).not.toContain('letters-shout');
    await stand.chat('chat', { ...say('please'), prompt_id: 'twice', prompt_variables: { word: 'tide' } });
    expect(JSON.stringify((await stand.upstream.last('demo-chat')).body)).not.toContain('twice');
  });
});

trialsOn(() => stand);
storesOn(() => stand);
