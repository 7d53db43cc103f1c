import { type JsonObject, keySpecAt, type Location } from '@regent/core';
import { bareModels } from '../engine-versions/bare-models.ts';
import { type Context, isAtLeast, isKnownModel, isMap, listOr, mapOr, type RuleFinding, valueIn } from './context.ts';
import { suggestModel } from './fallback-rules.ts';
import { redisKeys } from './redis-keys.ts';
import { nearest } from './spelling.ts';
import { isReference } from './value-rules.ts';

const at: Location = ['litellm_settings', 'cache_params'];

/** `cache` and `cache_params`: what each type needs, and what hangs plain Redis. */
export function cacheRules(context: Context): RuleFinding[] {
  const settings = mapOr(context.document.litellm_settings);
  const params = settings.cache_params;
  const on = settings.cache === true;
  if (params !== undefined && params !== null && !isMap(params)) return [];
  const map = mapOr(params);
  const findings = [...checkKeys(map), ...checkSsl(context, map), ...checkNodes(map)];
  if (!on) {
    if (Object.keys(map).length > 0 && (settings.cache === undefined || settings.cache === false)) {
      findings.push({ code: 'cache-off', location: at, message: 'Nothing is cached until cache: true is set.' });
    }
    return findings;
  }
  if (params === null) {
    return [
      {
        code: 'cache-incomplete',
        location: at,
        message: 'cache_params is empty; the engine refuses to start.',
        hint: 'Indent type, host and the others below it, or remove it.',
      },
    ];
  }
  if (map.type === null) {
    findings.push({
      code: 'cache-without-type',
      location: [...at, 'type'],
      message: 'The type is empty; the engine refuses to start.',
      severity: 'error',
    });
  }
  if (Object.keys(map).length > 0 && map.type === undefined) {
    findings.push({
      code: 'cache-without-type',
      location: at,
      message: 'The cache has no type; variables such as REDIS_HOST are ignored then.',
      hint: 'Add type: redis.',
    });
  }
  return [...findings, ...checkType(context, map)];
}

function checkType(context: Context, map: JsonObject): RuleFinding[] {
  const type = map.type ?? 'redis';
  const location = valueIn(context.document, at) === undefined ? ['litellm_settings', 'cache'] : at;
  const missing = (...keys: string[]): RuleFinding[] =>
    keys
      .filter((key) => map[key] === undefined)
      .map((key) => ({ code: 'cache-incomplete', location, message: `${key} is missing.` }));
  switch (type) {
    case 'redis':
      return checkRedis(context, map, location);
    case 'redis-semantic':
      return [
        ...missing('similarity_threshold'),
        ...checkRedis(context, map, location),
        ...checkSignIn(context, map, location),
        ...checkEmbedding(context, map),
      ];
    case 'valkey-semantic':
      return [
        ...missing('similarity_threshold'),
        ...checkRedis(context, map, location),
        ...checkEmbedding(context, map),
      ];
    case 'qdrant-semantic':
      return [...missing('qdrant_collection_name', 'similarity_threshold'), ...checkEmbedding(context, map)].concat(
        map.qdrant_api_base === undefined && context.environment?.has('QDRANT_API_BASE') !== true
          ? missing('qdrant_api_base')
          : [],
      );
    case 's3':
      return missing('s3_bucket_name');
    case 'gcs':
      return missing('gcs_bucket_name').map((finding) => ({ ...finding, severity: 'warning' as const }));
    case 'azure-blob':
      return missing('azure_account_url', 'azure_blob_container');
    case 'disk':
      return [
        {
          code: 'cache-needs-package',
          location: [...location, ...(location.length === 2 && map.type !== undefined ? ['type'] : [])],
          message: 'The disk cache needs the package diskcache.',
        },
      ];
    default:
      return [];
  }
}

/** The semantic cache takes port and password from here or from variables, and nothing else will do. */
function checkSignIn({ environment }: Context, map: JsonObject, location: Location): RuleFinding[] {
  if (map.redis_url !== undefined) return [];
  return ['port', 'password']
    .filter((key) => !map[key] && environment?.has(`REDIS_${key.toUpperCase()}`) !== true)
    .map((key) => ({
      code: 'cache-incomplete',
      location,
      message: `${key} is missing; without REDIS_${key.toUpperCase()} the engine refuses to start.`,
      severity: environment === null ? 'warning' : 'error',
    }));
}

const embeddingKeys = ['redis', 'valkey', 'qdrant'].map((store) => `${store}_semantic_cache_embedding_model`);

/** The embedding model is one of the file, or one that the engine finds by its name. */
function checkEmbedding(context: Context, map: JsonObject): RuleFinding[] {
  return embeddingKeys.flatMap((key): RuleFinding[] => {
    const name = map[key];
    if (typeof name !== 'string' || name.includes('/') || bareModels.has(name) || isKnownModel(context, name))
      return [];
    return [
      {
        code: 'dangling-model',
        location: [...at, key],
        message: `There is no model ${JSON.stringify(name)}; nothing is found in the cache.`,
        ...suggestModel(context, name),
      },
    ];
  });
}

function checkRedis(context: Context, map: JsonObject, location: Location): RuleFinding[] {
  const addressed = ['host', 'url', 'redis_startup_nodes', 'sentinel_nodes', 'redis_url'].some(
    (key) => map[key] !== undefined && map[key] !== null,
  );
  const variables = ['REDIS_HOST', 'REDIS_URL', 'REDIS_CLUSTER_NODES', 'REDIS_SENTINEL_NODES'];
  if (addressed || variables.some((name) => context.environment?.has(name) === true)) return [];
  const severity = context.environment === null ? {} : { severity: 'error' as const };
  return [
    {
      code: 'cache-needs-host',
      location,
      message: 'Redis has no host and no url; without REDIS_HOST or REDIS_URL the engine refuses to start.',
      ...severity,
    },
  ];
}

function checkKeys(map: JsonObject): RuleFinding[] {
  const known = keySpecAt(at)?.fields?.map((field) => field.key) ?? [];
  const client = clientOf(map);
  return Object.keys(map)
    .filter((key) => !known.includes(key) && !redisKeys.has(key))
    .map((key) => {
      const suggestion = redisSynonyms[key] ?? nearest(key, known);
      return {
        code: 'unknown-key',
        location: [...at, key],
        message:
          client === null
            ? 'The cache does not know this key and ignores it.'
            : `The engine hands this key to the client of ${client}, which does not know it: the engine refuses to start.`,
        hint: suggestion === undefined ? 'Remove it, or check the spelling.' : `Did you mean ${suggestion}?`,
        ...(client === null ? {} : { severity: 'error' as const }),
      };
    });
}

/** The client that takes every further key as its own argument; with a `url` Redis takes only those that it knows. */
function clientOf(map: JsonObject): string | null {
  const type = map.type ?? 'redis';
  if (type === 's3') return 'S3';
  const target = ['url', 'redis_startup_nodes', 'startup_nodes', 'sentinel_nodes'].some((key) =>
    Object.hasOwn(map, key),
  );
  return type === 'redis' && !target ? 'Redis' : null;
}

const redisSynonyms: Readonly<Record<string, string>> = {
  hostname: 'host',
  redis_host: 'host',
  redis_port: 'port',
  redis_password: 'password',
  passwd: 'password',
  pass: 'password',
  user: 'username',
  database: 'db',
  tls: 'ssl',
  bucket: 's3_bucket_name',
  bucket_name: 's3_bucket_name',
};

/** Nodes of a cluster are maps, sentinels are pairs; both may be one text of JSON. */
function checkNodes(map: JsonObject): RuleFinding[] {
  const wrong = (location: Location, message: string, hint: string): RuleFinding => ({
    code: 'wrong-type',
    location: [...at, ...location],
    message,
    hint,
  });
  const sentinels = listOr(map.sentinel_nodes).flatMap((node, index) =>
    Array.isArray(node) && node.length === 2
      ? []
      : [
          wrong(
            ['sentinel_nodes', index],
            'A sentinel is a pair of host and port; the engine refuses to start.',
            'Write [host, 26379].',
          ),
        ],
  );
  const nodes = map.redis_startup_nodes;
  if (typeof nodes !== 'string' || isReference(nodes) || /^\s*\[/.test(nodes)) return sentinels;
  return [
    ...sentinels,
    wrong(
      ['redis_startup_nodes'],
      'The nodes must be a list of maps; the engine refuses to start.',
      'Write [{host: 10.0.0.1, port: 7001}].',
    ),
  ];
}

/** Engines before 1.92 took the presence of `ssl` for TLS (LiteLLM #10949). */
function checkSsl(context: Context, map: JsonObject): RuleFinding[] {
  if (map.ssl === undefined || map.ssl === true || isReference(map.ssl)) return [];
  const severity = isAtLeast(context.engine, '1.92.0') ? {} : { severity: 'error' as const };
  return [
    {
      code: 'cache-ssl-false',
      location: [...at, 'ssl'],
      message: 'ssl is written although it is off; older engines then wait for TLS that never comes.',
      ...severity,
    },
  ];
}
