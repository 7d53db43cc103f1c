import { isJsonObject, type Json } from '@regent/core';
import { reservedWords } from '../yaml/construct.ts';

/**
 * Whether data from outside uses a word that means something to Regent (`$secret`, `$newSecret`, `$yaml`, `$regent`) as a
 * key. The YAML reader keeps such maps as pairs; a reader of JSON refuses them, so that no file can forge a reference.
 */
export function hasOwnWords(value: Json): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).some(hasOwnWords);
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(([key, entry]) => reservedWords.has(key) || hasOwnWords(entry));
}
