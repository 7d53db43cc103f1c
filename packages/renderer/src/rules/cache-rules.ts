import { type JsonObject, keySpecAt, type Location } from '@regent/core';
import { type Context, isAtLeast, isMap, mapOr, type RuleFinding, valueIn } from './context.ts';
import { nearest } from './spelling.ts';

const at: Location = ['litellm_settings', 'cache_params'];

/** `cache` and `cache_params`: what each type needs, and what hangs plain Redis. */
export function cacheRules(context: Context): RuleFinding[] {
  const settings = mapOr(context.document.litellm_settings);
  const params = settings.cache_params;
  const on = settings.cache === true;
  if (params !== undefined && params !== null && !isMap(params)) return [];
  const map = mapOr(params);
  const findings = [...checkKeys(map), ...checkSsl(context, map)];
  if (!on) {
    if (Object.keys(map).length > 0 && (settings.cache === undefined || settings.cache === false)) {
      findings.push({ code: 'cache-off', location: at, message: 'Nothing is cached until cache: true is set.' });
    }
    return findings;
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
    case 'valkey-semantic':
      return [...missing('similarity_threshold'), ...checkRedis(context, map, location)];
    case 'qdrant-semantic':
      return missing('qdrant_collection_name', 'similarity_threshold').concat(
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
  const redis = map.type === undefined || String(map.type).startsWith('redis');
  return Object.keys(map)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const suggestion = nearest(key, known);
      return {
        code: 'unknown-key',
        location: [...at, key],
        message: redis
          ? 'The engine hands this key to the Redis client, which refuses keys that it does not know.'
          : 'The cache does not know this key and ignores it.',
        ...(suggestion === undefined ? {} : { hint: `Did you mean ${suggestion}?` }),
        ...(redis && suggestion !== undefined ? { severity: 'error' as const } : {}),
      };
    });
}

/** Engines before 1.92 took the presence of `ssl` for TLS (LiteLLM #10949). */
function checkSsl(context: Context, map: JsonObject): RuleFinding[] {
  if (map.ssl === undefined || map.ssl === true) return [];
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
