import { type ItemKind, isSingleton, type JsonObject, type KeySpec, keySpecAt, keysOfKind } from '@regent/core';
import { kindWords } from '../../locale/en.ts';
import type { Path } from './path.ts';

/** What a control has to know of a key; forms may describe keys that no table lists. */
export type FieldSpec = Pick<KeySpec, 'key' | 'label' | 'help' | 'type'> & Partial<KeySpec>;

/** Where the entries of a kind stand in the configuration, for its specs. */
const entryPlaces: Partial<Record<ItemKind, readonly (string | number)[]>> = {
  model: ['model_list', 0],
  credential: ['credential_list', 0],
  guardrail: ['guardrails', 0],
  search_tool: ['search_tools', 0],
  vector_store: ['vector_store_registry', 0],
  prompt: ['prompts', 0],
  agent: ['agent_list', 0],
  pass_through_endpoint: ['general_settings', 'pass_through_endpoints', 0],
};

/** Where a path of an item's data stands in the configuration, as far as keys go: names of entries do not matter. */
function keyPlace(kind: ItemKind, path: Path): readonly (string | number)[] {
  // The item keeps name and server apart; the configuration has the server under its name.
  if (kind === 'mcp_server') return path[0] === 'server' ? ['mcp_servers', '*', ...path.slice(1)] : path;
  return [...(isSingleton(kind) ? [] : (entryPlaces[kind] ?? [])), ...path];
}

/** The spec of a path in an item's data; a key that nobody described may hold anything. */
export function specOf(kind: ItemKind, path: Path): FieldSpec {
  const known = keySpecAt(keyPlace(kind, path));
  const key = path.at(-1) ?? '';
  return known ?? { key, label: key, help: 'Not known to Regent; kept and passed on as it is.', type: 'any' };
}

export function isKnown(kind: ItemKind, path: Path): boolean {
  return keySpecAt(keyPlace(kind, path)) !== undefined;
}

/** The keys that a map inside an entry may hold, for adding one. */
export function fieldsAt(kind: ItemKind, path: Path): readonly FieldSpec[] {
  return isSingleton(kind) ? [] : (keySpecAt(keyPlace(kind, path))?.fields ?? []);
}

/** The keys of a settings kind that a form shows, without those of the installation. */
export function settingsOf(kind: ItemKind): readonly { readonly path: Path; readonly spec: FieldSpec }[] {
  return keysOfKind(kind)
    .filter((spec) => !spec.reserved)
    .map((spec) => ({ path: spec.path.split('.'), spec }));
}

/** Every value below `root` that is a field of its own: maps with described keys open up, all else is one field. */
export function fieldPaths(kind: ItemKind, data: JsonObject, root: Path = []): readonly Path[] {
  return Object.keys(data).flatMap((key): readonly Path[] => {
    const path = [...root, key];
    const value = data[key];
    const opens =
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      !('$secret' in value) &&
      !('$newSecret' in value) &&
      !('$yaml' in value);
    const described = root.length < 1 || (specOf(kind, path).fields ?? []).length > 0;
    return opens && described && Object.keys(value).length > 0 ? fieldPaths(kind, value as JsonObject, path) : [path];
  });
}

/** What the engine's check leaves out, in the words of the screens: `litellm_settings.cache` is caching. */
export function skippedWords(skipped: readonly string[]): string {
  const words = skipped.map((name) => {
    const spec = keySpecAt(name.split('.'));
    return spec ? kindWords[spec.kind].one.toLowerCase() : name;
  });
  return [...new Set(words)].join(', ');
}
