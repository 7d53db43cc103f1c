import type { JsonObject } from '@regent/core';
import { objectAt, overlaid } from './merge.ts';

export interface ExtendProblem {
  readonly code: 'extend-unknown' | 'extend-cycle';
  readonly provider: string;
  readonly message: string;
}

/**
 * Providers with what they inherit: the base (which may inherit itself, wherever it stands) overlaid by their own keys.
 * In the order of the file. A circle is one problem, however many take part in it.
 */
export function resolveExtends(providers: JsonObject): {
  readonly resolved: ReadonlyMap<string, JsonObject>;
  readonly problems: readonly ExtendProblem[];
} {
  const problems: ExtendProblem[] = [];
  const done = new Map<string, JsonObject | null>();
  const resolve = (name: string, open: readonly string[]): JsonObject | null => {
    const known = done.get(name);
    if (known !== undefined) return known;
    const result = extended(name, [...open, name]);
    done.set(name, result);
    return result;
  };
  const extended = (name: string, open: readonly string[]): JsonObject | null => {
    const { $extend: base, ...own } = objectAt(providers, name);
    if (typeof base !== 'string') return own;
    if (!Object.hasOwn(providers, base)) {
      problems.push({ code: 'extend-unknown', provider: name, message: `There is no provider "${base}".` });
      return null;
    }
    if (open.includes(base)) {
      const circle = [...open.slice(open.indexOf(base)), base].join(' -> ');
      const message = `Providers extend each other in a circle: ${circle}.`;
      problems.push({ code: 'extend-cycle', provider: base, message });
      return null;
    }
    const inherited = resolve(base, open);
    return inherited === null ? null : overlaid(inherited, own);
  };
  const resolved = new Map<string, JsonObject>();
  for (const name of Object.keys(providers)) {
    const provider = resolve(name, []);
    if (provider !== null) resolved.set(name, provider);
  }
  return { resolved, problems };
}
