import { expect, test } from 'vitest';
import { validateConfig } from '../validate.ts';

const found = (params: string, environment?: string[]) =>
  validateConfig(
    `litellm_settings:\n  cache: true\n  cache_params: {${params}}\n`,
    environment === undefined ? {} : { environment: ['LITELLM_MASTER_KEY', ...environment] },
  ).map(({ severity, code, path }) => `${severity} ${code} ${path.replace('litellm_settings.cache_params', '·')}`);

test('arguments of the Redis client are known, and others stop the engine', () => {
  expect(found('type: redis, host: a, health_check_interval: 30, retry_on_timeout: true, ssl_ca_path: /ca')).toEqual(
    [],
  );
  expect(found('type: redis, host: a, hostname: b')).toEqual(['error unknown-key ·.hostname']);
  expect(found('host: a, type: redis, banana: b')).toEqual(['error unknown-key ·.banana']);
  const [finding] = validateConfig(
    'litellm_settings: {cache: true, cache_params: {type: redis, host: a, passwd: os.environ/P}}',
  );
  expect(finding?.hint).toBe('Did you mean password?');
});

test('with an address of another kind the client sees known arguments only', () => {
  for (const target of [
    'url: os.environ/U',
    'redis_startup_nodes: [{host: a, port: 1}]',
    'service_name: a, sentinel_nodes: [[a, 1]]',
  ])
    expect(found(`type: redis, ${target}, banana: b`)).toEqual(['warning unknown-key ·.banana']);
  expect(found('type: local, banana: b')).toEqual(['warning unknown-key ·.banana']);
  expect(found('type: s3, s3_bucket_name: a, banana: b')).toEqual(['error unknown-key ·.banana']);
});

test('sentinels are pairs and nodes of a cluster are maps, or both one text of JSON', () => {
  expect(found('type: redis, service_name: a, sentinel_nodes: [[a, 26379], "b:26379", [c]]')).toEqual([
    'error wrong-type ·.sentinel_nodes[1]',
    'error wrong-type ·.sentinel_nodes[2]',
  ]);
  expect(found('type: redis, redis_startup_nodes: "10.0.0.1:7001"')).toEqual([
    'error wrong-type ·.redis_startup_nodes',
  ]);
  for (const right of ['os.environ/NODES', '\' [{"host": "a", "port": 1}]\''])
    expect(found(`type: redis, redis_startup_nodes: ${right}`)).toEqual([]);
});

test('a switch from the environment may be on: nothing is said about it', () => {
  expect(found('type: redis, host: a, ssl: os.environ/REDIS_SSL')).toEqual([]);
  expect(found('type: redis, host: a, ssl: false')).toEqual(['warning cache-ssl-false ·.ssl']);
});

test('a host from a variable that is not set stops the engine', () => {
  expect(found('type: redis, host: os.environ/H', [])).toEqual(['error env-missing ·.host']);
  expect(found('type: redis, host: a, password: os.environ/P', [])).toEqual(['warning env-missing ·.password']);
  expect(found('type: redis, host: os.environ/H', ['H'])).toEqual([]);
});

test('the semantic cache of Redis signs in with a port and a password, from here or from variables', () => {
  const semantic = 'type: redis-semantic, similarity_threshold: 0.8, host: a';
  expect(found(semantic)).toEqual(['warning cache-incomplete ·', 'warning cache-incomplete ·']);
  expect(found(semantic, ['REDIS_PORT'])).toEqual(['error cache-incomplete ·']);
  expect(found(semantic, ['REDIS_PORT', 'REDIS_PASSWORD'])).toEqual([]);
  expect(found(`${semantic}, port: 6379, password: os.environ/P`)).toEqual([]);
  expect(found(`${semantic}, redis_url: "redis://a"`)).toEqual([]);
});

test('the embedding model of a semantic cache is one that the engine finds', () => {
  const qdrant = (model: string) =>
    found(
      `type: qdrant-semantic, qdrant_api_base: "http://q", qdrant_collection_name: a, similarity_threshold: 0.8, qdrant_semantic_cache_embedding_model: ${model}`,
    );
  expect(qdrant('embed')).toEqual(['warning dangling-model ·.qdrant_semantic_cache_embedding_model']);
  for (const known of ['text-embedding-3-small', 'openai/any', 'os.environ/E']) expect(qdrant(known)).toEqual([]);
});
