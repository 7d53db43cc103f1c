import { isJsonObject, type Json, type JsonObject, type Location } from '@regent/core';
import type { DeclarativeFinding, SourceFile } from './source.ts';

interface Files {
  readonly base: SourceFile;
  readonly local: SourceFile | null;
}

export interface DeclaredFallback {
  readonly source: string;
  readonly targets: readonly string[];
  readonly file: SourceFile;
  readonly location: Location;
}

/** A name with the place where it is written. */
interface Mention {
  readonly name: string;
  readonly file: SourceFile;
  readonly location: Location;
}

/** Fallbacks with `$base` expanded to what the base file says for the same source, and every name that they mention. */
export function fallbacksOf({ base, local }: Files): {
  readonly fallbacks: readonly DeclaredFallback[];
  readonly mentions: readonly Mention[];
} {
  const ofBase = rulesOf(base);
  const rules = local !== null && Object.hasOwn(local.data, 'fallbacks') ? rulesOf(local) : ofBase;
  const expanded = rules.map((rule) => {
    const inherited = ofBase.filter(({ source }) => source.name === rule.source.name);
    const targets = rule.targets.flatMap((target) =>
      target.name === '$base' ? inherited.flatMap(({ targets: list }) => list.filter(isName)) : [target],
    );
    return { source: rule.source, targets: targets.filter(isName) };
  });
  return {
    fallbacks: expanded
      .filter(({ targets }) => targets.length > 0)
      .map(({ source, targets }) => ({
        source: source.name,
        targets: targets.map(({ name }) => name),
        file: source.file,
        location: source.location,
      })),
    mentions: expanded.flatMap(({ source, targets }) => [source, ...targets]),
  };
}

const isName = ({ name }: Mention) => name !== '$base';

function rulesOf(file: SourceFile): { source: Mention; targets: readonly Mention[] }[] {
  const list = Array.isArray(file.data.fallbacks) ? (file.data.fallbacks as readonly Json[]) : [];
  return list.flatMap((entry, index) =>
    Object.entries(isJsonObject(entry) ? entry : {}).map(([name, targets]) => {
      const location = ['fallbacks', index, name];
      return {
        source: { name, file, location },
        targets: (Array.isArray(targets) ? (targets as readonly Json[]) : []).map((target, at) => ({
          name: String(target),
          file,
          location: [...location, at],
        })),
      };
    }),
  );
}

/** Aliases and fallbacks that lead nowhere or round in a circle are errors; a chain of aliases is a warning. */
export function checkNames(
  names: { readonly groups: ReadonlySet<string>; readonly aliases: JsonObject; readonly mentions: readonly Mention[] },
  files: Files,
): DeclarativeFinding[] {
  const { groups, aliases, mentions } = names;
  const isGroup = (name: string) => groups.has(name) || [...groups].some((group) => matches(group, name));
  const reported = new Set<string>();
  const findings = Object.entries(aliases).flatMap(([name, target]) => {
    const file = files.local !== null && hasAlias(files.local, name) ? files.local : files.base;
    const walk = followAlias(String(target), aliases, isGroup);
    const location = ['aliases', name];
    switch (walk.end) {
      case 'group':
        if (walk.steps.length === 0) return [];
        return [
          file.finding('warning', {
            code: 'alias-chain',
            location,
            message: `Aliases resolve one level only; rendered as "${walk.group}".`,
          }),
        ];
      case 'nowhere':
        // The alias that names nothing is the mistake, not those that lead to it.
        if (walk.steps.length > 0) return [];
        return [file.finding('error', { code: 'dangling-alias', location, message: noGroup(String(target)) })];
      case 'circle':
        if (reported.has(name)) return [];
        for (const step of walk.steps) reported.add(step);
        return [file.finding('error', { code: 'alias-cycle', location, message: 'This alias leads back to itself.' })];
    }
  });
  const lost = mentions
    .filter(({ name }) => !isGroup(name) && !Object.hasOwn(aliases, name))
    .map(({ name, file, location }) =>
      file.finding('error', { code: 'dangling-fallback', location, message: noGroup(name) }),
    );
  return [...findings, ...lost];
}

type Walk =
  | { readonly end: 'group'; readonly group: string; readonly steps: readonly string[] }
  | { readonly end: 'nowhere' | 'circle'; readonly steps: readonly string[] };

/** Where an alias ends; `steps` are the aliases on the way. */
function followAlias(first: string, aliases: JsonObject, isGroup: (name: string) => boolean): Walk {
  const steps: string[] = [];
  let name = first;
  while (Object.hasOwn(aliases, name) && !isGroup(name)) {
    if (steps.includes(name)) return { end: 'circle', steps };
    steps.push(name);
    name = String(aliases[name]);
  }
  return isGroup(name) ? { end: 'group', group: name, steps } : { end: 'nowhere', steps };
}

const noGroup = (name: string) => `There is no model group "${name}".`;

function hasAlias(file: SourceFile, name: string): boolean {
  return isJsonObject(file.data.aliases) && Object.hasOwn(file.data.aliases, name);
}

/** `openai/*` answers for every name that begins so. */
function matches(group: string, name: string): boolean {
  const star = group.indexOf('*');
  return star >= 0 && name.startsWith(group.slice(0, star)) && name.endsWith(group.slice(star + 1));
}
