import { type JsonObject, strategyArguments } from '@regent/core';
import { type Path, textAt } from './path.ts';

/** The choice that a field does not belong to, by name; null where the field counts. */
export function choiceAgainst(path: Path, data: JsonObject): string | null {
  const key = path.at(-1) ?? '';
  const inside = path.at(-2);
  if (inside === 'cache_params') {
    const type = textAt(data, [...path.slice(0, -1), 'type']) || 'redis';
    const owner = cacheTypeOfPrefix.find(([prefix]) => key.startsWith(prefix))?.[1];
    return owner !== undefined && owner !== type ? type : null;
  }
  if (inside === 'routing_strategy_args') {
    const strategy = textAt(data, [...path.slice(0, -2), 'routing_strategy']) || 'simple-shuffle';
    const reads = new Map(Object.entries(strategyArguments)).get(strategy);
    return reads !== undefined && !reads.includes(key) ? strategy : null;
  }
  return null;
}

/** `cache_params` holds the fields of every kind of cache; a prefix tells which one a field is for. */
const cacheTypeOfPrefix: readonly (readonly [string, string])[] = [
  ['s3_', 's3'],
  ['gcs_', 'gcs'],
  ['azure_', 'azure-blob'],
  ['disk_', 'disk'],
  ['qdrant_', 'qdrant-semantic'],
  ['redis_semantic_', 'redis-semantic'],
  ['valkey_semantic_', 'valkey-semantic'],
];
