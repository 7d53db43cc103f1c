import { isJsonObject } from '@regent/core';
import type { FileSource } from './source.ts';

/** What a text is, told from what stands in it; anything unknown is read as `config.yaml`. */
export function formatOf(text: string): NonNullable<FileSource['format']> {
  const beginning = text.trimStart();
  if (beginning.startsWith('-----BEGIN AGE ENCRYPTED FILE-----')) return 'age';
  if (!beginning.startsWith('{')) return 'yaml';
  const data = parsed(text);
  // A broken JSON file is most likely of the format that people write by hand.
  if (!isJsonObject(data)) return /"providers"\s*:/.test(text) ? 'declarative' : 'yaml';
  if (data.format === EXPORT_FORMAT) return 'items';
  if (Array.isArray(data.items)) return 'predecessor';
  return 'model_list' in data || 'litellm_settings' in data ? 'yaml' : 'declarative';
}

/** What an export of items calls itself. */
export const EXPORT_FORMAT = 'regent-items';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
