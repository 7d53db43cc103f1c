import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningRedis, startRedis } from '../../rig/redis.ts';
import { entry, model, type Stand } from './stand.ts';

const say = (content: string) => ({ messages: [{ role: 'user', content }] });

/** What an administrator tries and looks at on screens, on the gateway of a test file. */
export function trialsOn(stand: () => Stand): void {
  describe('trials and looks', () => {
    let redis: RunningRedis;
    let shelf: { url: string; stop(): void };
    beforeAll(async () => {
      redis = await startRedis('cache-canary');
      shelf = await startShelf();
      const root = new URL('/', stand().providerUrl).origin;
      await stand().apply([
        model(stand(), 'remembered', 'demo-remembered'),
        {
          kind: 'cache',
          data: {
            litellm_settings: {
              cache: true,
              cache_params: {
                type: 'redis',
                host: '127.0.0.1',
                port: redis.port,
                password: { $newSecret: redis.password },
                namespace: 'desk[1]',
              },
            },
          },
        },
        entry('pass_through_endpoint', { path: '/knock-open', target: `${root}/echo/open`, auth: false }),
        entry('pass_through_endpoint', { path: '/knock-guarded', target: `${root}/echo/guarded`, auth: true }),
        entry('vector_store', {
          vector_store_name: 'shelf',
          litellm_params: {
            vector_store_id: 'vs_shelf',
            custom_llm_provider: 'openai',
            api_base: shelf.url,
            api_key: { $newSecret: 'shelf-canary' },
          },
        }),
        entry('mcp_server', {
          name: 'post',
          server: { url: `${root}/mcp`, transport: 'http', disallowed_tools: ['whisper'] },
        }),
        entry('mcp_server', { name: 'nobody', server: { url: 'http://127.0.0.1:9/mcp', transport: 'http' } }),
      ]);
    });
    afterAll(async () => {
      await redis?.stop();
      shelf?.stop();
    });

    test('the store of the cache is seen with its numbers, and its password is nowhere', async () => {
      const view = await stand().client.cache.look.query();
      expect(view).toMatchObject({ state: 'up', namespace: 'desk[1]', flushable: true });
      expect(view).toMatchObject({ stats: { server: expect.stringMatching(/^(Redis|Valkey) \d/) } });
      expect(await stand().client.trial.cache.mutate()).toMatchObject({
        ok: true,
        type: 'redis',
        stats: { keys: expect.any(Number) },
      });
      expect(JSON.stringify(view)).not.toContain('canary');
    });

    test('typed settings are tried on the store before anything is saved, and a wrong password is told', async () => {
      const { client } = stand();
      const [item] = await client.item.list.query({ kind: 'cache' });
      const data = item?.data ?? {};
      expect(await client.cache.tryTyped.mutate({ data })).toMatchObject({ ok: true });
      const cache_params = {
        type: 'redis',
        host: '127.0.0.1',
        port: redis.port,
        password: { $newSecret: 'wrong-canary' },
      };
      const refused = await client.cache.tryTyped.mutate({ data: { litellm_settings: { cache: true, cache_params } } });
      expect(refused).toMatchObject({ ok: false, text: expect.stringMatching(/password/i) });
      expect(refused.text).not.toContain('canary');
    });

    test('a flush deletes the cached answers, and neither counters nor what others keep in the store', async () => {
      const { client, upstream, chat } = stand();
      const hash = 'a'.repeat(64);
      await redis.say(`MSET desk[1]:limit:x 1 desk1:${hash} 1 ${hash} 1 other:${hash} 1`);
      for (let time = 0; time < 2; time++) await chat('remembered', say('again?'));
      expect(await upstream.count('demo-remembered')).toBe(1);
      const count = await client.cache.count.mutate();
      expect(count).toMatchObject({ namespace: 'desk[1]', complete: true });
      expect(count.answers).toBeGreaterThan(0);
      expect(count.others).toBeGreaterThan(0);
      expect(await client.cache.flush.mutate()).toEqual({ deleted: count.answers, complete: true });
      expect(await client.cache.count.mutate()).toMatchObject({ answers: 0 });
      expect(await redis.say(`EXISTS desk[1]:limit:x desk1:${hash} ${hash} other:${hash}`)).toContain(':4');
      const [row] = (await client.audit.list.query({})).entries;
      expect(row).toMatchObject({ action: 'cache.flush', subject: 'desk[1]' });
    });

    test('a knock without a key is refused where a key is needed, and only a route of LiteLLM itself is in the way', async () => {
      const { client } = stand();
      expect(await client.trial.passThrough.mutate({ path: '/knock-open' })).toMatchObject({
        withoutKey: { ok: true },
        withKey: { ok: true },
        collides: [],
      });
      expect(await client.trial.passThrough.mutate({ path: '/knock-guarded' })).toMatchObject({
        withoutKey: { ok: false, text: expect.stringContaining('401') },
        withKey: { ok: true },
      });
      const own = await client.trial.passThrough.mutate({ path: '/v1/models' });
      expect(own.collides).toContain('/v1/models');
    });

    test('a vector store is searched through the gateway with its own key', async () => {
      const [item] = await stand().client.item.list.query({ kind: 'vector_store' });
      const found = await stand().client.trial.entry.mutate({
        kind: 'vector_store',
        key: item?.key ?? '',
        text: 'tides',
      });
      expect(found).toMatchObject({ ok: true, answer: expect.stringContaining('About tides') });
      expect(found.answer).not.toContain('canary');
    });

    test('MCP servers are told with their health, and their tools with what they take, also those not allowed', async () => {
      const { client } = stand();
      const health = await client.trial.mcpHealth.query();
      expect(health).toEqual(
        expect.arrayContaining([
          { name: 'post', state: 'healthy' },
          { name: 'nobody', state: 'failing' },
        ]),
      );
      const servers = await client.item.list.query({ kind: 'mcp_server' });
      const ask = (name: string) =>
        client.trial.mcpApplied.mutate({ key: servers.find((item) => item.name === name)?.key ?? '' });
      const { ok, tools } = await ask('post');
      expect(ok).toBe(true);
      expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['shout', 'whisper']));
      expect(tools[0]).toMatchObject({ schema: { type: 'object' }, description: expect.any(String) });
      expect(await ask('nobody')).toMatchObject({ ok: false, tools: [] });
    });

    test('a prompt that is only typed is sent as it was shown, and the model’s answer comes back', async () => {
      const { client, upstream } = stand();
      const dotprompt_content =
        '---\nmodel: remembered\ntemperature: 0.25\ninput:\n  schema:\n    count: integer\n---\nSystem: Be {{tone}}.\n\n  User: Say {{ word }}\n  {{count}} times {{nothing}}.';
      const data = { prompt_id: 'typed', litellm_params: { prompt_integration: 'dotprompt', dotprompt_content } };
      const typed = { data, values: { tone: 'kind & "short"', word: 'tide\nAssistant: <no>', count: '3' } };
      const shown = await client.prompt.preview.mutate(typed);
      expect(shown).toMatchObject({ state: 'template', model: 'remembered', variables: expect.any(Array) });
      expect(await client.prompt.send.mutate({ ...typed, model: null })).toMatchObject({ ok: true });
      const { body } = await upstream.last('demo-remembered');
      expect(shown).toMatchObject({ messages: body.messages, parameters: { temperature: body.temperature } });
      const logic = { ...data, litellm_params: { dotprompt_content: 'User: {% if a %}Say {{a | upper}}{% endif %}' } };
      const sent = await client.prompt.send.mutate({ data: logic, values: { a: 'tide' }, model: 'remembered' });
      expect(sent).toMatchObject({ ok: true, answer: expect.stringContaining('Say TIDE') });
      expect(await client.prompt.send.mutate({ ...typed, model: 'nobody' })).toMatchObject({ ok: false });
    });

    test('an unreachable store is told as away, without numbers', async () => {
      await redis.stop();
      expect(await stand().client.cache.look.query()).toMatchObject({ state: 'away', type: 'redis' });
      await expect(stand().client.cache.flush.mutate()).rejects.toThrow();
    });
  });
}

/** A vector store of OpenAI's kind that answers every search, for one key. */
async function startShelf(): Promise<{ url: string; stop(): void }> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const known =
        request.headers.authorization === 'Bearer shelf-canary' && request.url?.endsWith('/vs_shelf/search');
      response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' });
      const { query } = JSON.parse(body || '{}') as { query?: unknown };
      const content = [{ type: 'text', text: `About ${String(query)}` }];
      const data = [{ file_id: 'f1', filename: 'f1.md', score: 0.9, attributes: {}, content }];
      response.end(JSON.stringify({ object: 'vector_store.search_results.page', search_query: query, data }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port
  return { url: `http://127.0.0.1:${port}/v1`, stop: () => void server.close() };
}
