import type { Json } from '@regent/core';
import { parseConfig } from '../parse.ts';

export interface IncludedFile {
  readonly name: string;
  readonly text: string;
}

const FILES_MAX = 100;

/**
 * The files that a `config.yaml` includes, and those that these include, each once. `read` gives the text of a name as it is
 * written in `include`, null where there is none: then the import says that it is missing.
 */
export async function collectIncludes(
  text: string,
  read: (name: string) => Promise<string | null>,
): Promise<IncludedFile[]> {
  const found = new Map<string, string | null>();
  const waiting = [...namesIn(text)];
  for (let name = waiting.shift(); name !== undefined && found.size < FILES_MAX; name = waiting.shift()) {
    if (found.has(name)) continue;
    const included = await read(name);
    found.set(name, included);
    if (included !== null) waiting.push(...namesIn(included));
  }
  return [...found].flatMap(([name, included]) => (included === null ? [] : [{ name, text: included }]));
}

function namesIn(text: string): string[] {
  const names = parseConfig(text).document?.include;
  return Array.isArray(names) ? (names as readonly Json[]).filter((name) => typeof name === 'string') : [];
}
