import type { JsonObject } from '@regent/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RedisFleet, startRedisCluster, startRedisSentinel } from '../../rig/redis-fleet.ts';
import { model, type Stand } from './stand.ts';

const say = (content: string) => ({ messages: [{ role: 'user', content }] });
const settings = (params: JsonObject): JsonObject => ({
  litellm_settings: { cache: true, cache_params: { type: 'redis', namespace: 'fleet', ...params } },
});
/** A counter of the gateway, and answers of somebody else that lie in different parts of a cluster. */
const kept = ['fleet:limit:x', ...['a', 'b', 'c'].map((letter) => `other:${letter.repeat(64)}`)];
const full = process.env.REGENT_TEST_FULL === '1';
const CANARY = 'fleet-canary';

/** Caches of more than one server, on the gateway of a test file. */
export function storesOn(stand: () => Stand): void {
  describe('a cache of several servers', () => {
    let cluster: RedisFleet;
    let watched: RedisFleet;
    beforeAll(async () => {
      [cluster, watched] = await Promise.all([
        startRedisCluster(CANARY),
        startRedisSentinel(CANARY, 'sentinel-canary'),
      ]);
    });
    afterAll(() => Promise.all([cluster?.stop(), watched?.stop()]));

    const clustered = (password: string, ports = cluster.entries): JsonObject => ({
      redis_startup_nodes: ports.map((port) => ({ host: '127.0.0.1', port })),
      password: { $newSecret: password },
    });
    const throughSentinel = (more: JsonObject = {}): JsonObject => ({
      sentinel_nodes: watched.entries.map((port) => ['127.0.0.1', port]),
      service_name: 'desk',
      sentinel_password: { $newSecret: 'sentinel-canary' },
      password: { $newSecret: CANARY },
      ...more,
    });
    const tried = (params: JsonObject) => stand().client.cache.tryTyped.mutate({ data: settings(params) });

    test('typed nodes, sentinels and passwords are tried, and what is wrong is told by the server that says it', async () => {
      expect(await tried(clustered(CANARY, [9, ...cluster.entries.slice(0, 1)]))).toMatchObject({
        ok: true,
        text: expect.stringContaining('all 3 masters'),
      });
      expect(await tried(clustered('wrong'))).toMatchObject({ ok: false, text: expect.stringMatching(/WRONGPASS/) });
      expect(await tried(clustered(CANARY, [9]))).toMatchObject({
        ok: false,
        text: '127.0.0.1:9: Nothing listens at the address.',
      });
      expect(await tried(clustered(CANARY, [...watched.ports.slice(0, 1)]))).toMatchObject({
        ok: false,
        text: expect.stringContaining('cluster support disabled'),
      });
      expect(await tried(throughSentinel())).toMatchObject({
        ok: true,
        text: expect.stringContaining(`127.0.0.1:${watched.ports[0]}, the master of desk`),
      });
      expect(await tried(throughSentinel({ service_name: 'chair' }))).toMatchObject({
        text: expect.stringContaining('It knows no service chair.'),
      });
      const refused = await tried(throughSentinel({ sentinel_password: { $newSecret: 'wrong-canary' } }));
      expect(refused).toMatchObject({ ok: false, text: expect.stringMatching(/WRONGPASS/) });
      expect(refused.text).not.toContain('canary');
    });

    // The cluster comes last: the test after it takes a master away.
    for (const kind of ['sentinels', 'cluster'] as const) {
      test.runIf(full || kind === 'cluster')(
        `through ${kind} the gateway's answers are seen, counted and deleted on every master, and nothing else is`,
        async () => {
          const fleet = kind === 'cluster' ? cluster : watched;
          const masters = kind === 'cluster' ? cluster.ports : watched.ports.slice(0, 1);
          const { client, chat, upstream } = stand();
          const params = kind === 'cluster' ? clustered(CANARY) : throughSentinel();
          await stand().apply([model(stand(), kind, `demo-${kind}`), { kind: 'cache', data: settings(params) }]);
          for (const question of ['one?', 'two?', 'three?', 'one?']) await chat(kind, say(question));
          expect(await upstream.count(`demo-${kind}`)).toBe(3);
          for (const key of kept) await sayToOwner(fleet, masters, `SET ${key} 1`);
          const view = await client.cache.look.query();
          const place = kind === 'cluster' ? { masters: 3 } : { service: 'desk', master: `127.0.0.1:${masters[0]}` };
          expect(view).toMatchObject({ state: 'up', place: { kind, ...place }, flushable: true });
          expect(await client.cache.count.mutate()).toMatchObject({ answers: 3, complete: true });
          expect(await client.cache.flush.mutate()).toEqual({ deleted: 3, complete: true });
          expect(await client.cache.count.mutate()).toMatchObject({ answers: 0 });
          for (const key of kept) expect(await sayToOwner(fleet, masters, `EXISTS ${key}`)).toContain(':1');
          expect(JSON.stringify(view)).not.toContain('canary');
        },
      );
    }

    test('a master that is gone is named, and nothing is deleted without it', async () => {
      await cluster.kill(cluster.ports[1] ?? 0);
      expect(await stand().client.cache.look.query()).toMatchObject({
        state: 'away',
        reason: `127.0.0.1:${cluster.ports[1]}: Nothing listens at the address.`,
      });
      await expect(stand().client.cache.flush.mutate()).rejects.toThrow();
    });
  });
}

/** In a cluster only the owner of a key takes it. */
async function sayToOwner(fleet: RedisFleet, masters: readonly number[], command: string): Promise<string> {
  for (const port of masters) {
    const answer = await fleet.say(port, command);
    if (!answer.includes('MOVED')) return answer;
  }
  throw new Error(`Nobody takes ${command}.`);
}
