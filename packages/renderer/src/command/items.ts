import { readFileSync } from 'node:fs';
import type { Item } from '@regent/core';
import { importConfig } from '../import/import.ts';
import { readConfigFile } from './read.ts';

/** Items of a JSON file (a list, or what `import` printed) or of a `config.yaml`; null when it is neither. */
export function readItems(file: string, existing: readonly Item[] = []): readonly Item[] | null {
  const read = readConfigFile(file);
  if (read.outcome !== 'read') return null;
  const fromJson = itemsOfJson(read.text);
  if (fromJson !== null) return fromJson;
  const imported = importConfig(read.text, { files: read.files, existing });
  return imported.items.length === 0 && imported.diagnostics.some(({ severity }) => severity === 'error')
    ? null
    : imported.items;
}

function itemsOfJson(text: string): readonly Item[] | null {
  try {
    const value: unknown = JSON.parse(text);
    const items = Array.isArray(value) ? value : (value as { items?: unknown } | null)?.items;
    return Array.isArray(items) && items.every(isItem) ? (items as readonly Item[]) : null;
  } catch {
    return null;
  }
}

function isItem(value: unknown): boolean {
  const item = value as Partial<Item> | null;
  return typeof item?.kind === 'string' && typeof item.key === 'string' && typeof item.data === 'object';
}

/** Texts of secrets by id, from the file that `import --secrets` wrote. */
export function readSecrets(file: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}
