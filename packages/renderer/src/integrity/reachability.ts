import {
  fallbackKeys,
  type FallbackClass,
  fallbackSections,
  isJsonObject,
  type Item,
  type Json,
  itemName,
  type ReachableGroup,
  type ReachStep,
} from '@regent/core';
import { targetOf } from '../render/alias.ts';
import { accessGroups, isDisabled, matchesWildcard } from './names.ts';
import { fallbackWords } from './places.ts';

/** The engine's default of `max_fallbacks`. */
const FALLBACKS_MAX = 5;

/**
 * What a key with this list of models can get answers from through aliases and fallbacks although the list does not
 * name it. An empty list allows everything, so nothing is beyond it. Pure.
 */
export function reachabilityOf(items: readonly Item[], models: readonly string[]): ReachableGroup[] {
  const graph = newGraph(items);
  const allowed = new Set(graph.names.filter((name) => isAllowed(items, models, name)));
  const seen = new Map<string, readonly ReachStep[]>();
  let front = [...allowed].map((name): readonly ReachStep[] => [{ name, via: 'list' }]);
  for (const path of front) seen.set(path[0]?.name ?? '', path);
  while (front.length > 0) {
    const next: (readonly ReachStep[])[] = [];
    for (const path of front) {
      for (const step of graph.from(path)) {
        if (seen.has(step.name)) continue;
        const longer = [...path, step];
        seen.set(step.name, longer);
        next.push(longer);
      }
    }
    front = next;
  }
  return graph.groups
    .filter((group) => !allowed.has(group) && seen.has(group))
    .map((group) => ({ group, path: seen.get(group) ?? [], text: pathText(seen.get(group) ?? []) }));
}

interface Graph {
  /** Every name that a request may carry. */
  readonly names: readonly string[];
  readonly groups: readonly string[];
  from(path: readonly ReachStep[]): readonly ReachStep[];
}

interface Chain {
  readonly via: FallbackClass;
  readonly source: string;
  readonly targets: readonly string[];
}

function newGraph(items: readonly Item[]): Graph {
  const served = items.filter((item) => !isDisabled(item));
  const groups = [...new Set(served.filter(({ kind }) => kind === 'model').map(itemName))];
  const aliases = new Map(
    items.filter(({ kind }) => kind === 'alias').map((item) => [itemName(item), targetOf(item.data.target)]),
  );
  const chains = chainsOf(items);
  const longest = fallbacksMax(items);
  const exists = new Set([...groups, ...aliases.keys()]);
  return {
    groups,
    names: [...exists],
    from: (path) => {
      const name = path.at(-1)?.name ?? '';
      const target = aliases.get(name);
      const steps: ReachStep[] = target === undefined ? [] : [{ name: target, via: 'alias' }];
      if (path.filter(({ via }) => via !== 'list' && via !== 'alias').length < longest)
        for (const chain of ownChains(chains, name))
          steps.push(...chain.targets.map((one) => ({ name: one, via: chain.via })));
      return steps.filter((step) => exists.has(step.name));
    },
  };
}

/** The chains of a name itself; those for every name count only where a class has none of its own for it. */
function ownChains(chains: readonly Chain[], name: string): readonly Chain[] {
  const own = chains.filter(({ source }) => source === name);
  const has = new Set(own.map(({ via }) => via));
  const general = chains.filter(({ source, via }) => source === '*' && !has.has(via === 'default' ? 'general' : via));
  return [...own, ...general];
}

/** `router_settings` wins over `litellm_settings`, class by class; the first chain of a name is the one that is used. */
function chainsOf(items: readonly Item[]): Chain[] {
  if (enforcesAccess(items)) return [];
  const fallbacks = items.filter(({ kind }) => kind === 'fallback');
  return (Object.keys(fallbackKeys) as FallbackClass[]).flatMap((via) => {
    const ofClass = fallbacks.filter(({ data }) => data.class === via);
    const section = fallbackSections.find((one) => ofClass.some(({ data }) => data.section === one));
    const bySource = new Map<string, Chain>();
    for (const { data } of ofClass.filter((item) => item.data.section === section)) {
      const source = via === 'default' ? '*' : String(data.source);
      if (!bySource.has(source)) bySource.set(source, { via, source, targets: targetNames(data.targets) });
    }
    return [...bySource.values()];
  });
}

function targetNames(targets: Json | undefined): string[] {
  if (!Array.isArray(targets)) return [];
  return targets.flatMap((target: Json) => {
    const name = isJsonObject(target) ? target.model : target;
    return typeof name === 'string' ? [name] : [];
  });
}

/** A list allows a name by the name, by a wildcard, or by an access group of one of its deployments. */
export function isAllowed(items: readonly Item[], models: readonly string[], name: string): boolean {
  if (models.length === 0 || models.includes('all-proxy-models') || models.includes('*')) return true;
  if (models.some((model) => model === name || (model.includes('*') && matchesWildcard(model, name)))) return true;
  return items.some((item) => itemName(item) === name && accessGroups(item).some((group) => models.includes(group)));
}

function fallbacksMax(items: readonly Item[]): number {
  const max = settingOf(items, 'router_settings', 'max_fallbacks');
  return typeof max === 'number' ? max : FALLBACKS_MAX;
}

/** With this setting the engine asks the key's list for every fallback too. */
function enforcesAccess(items: readonly Item[]): boolean {
  return settingOf(items, 'general_settings', 'enforce_fallback_model_access') === true;
}

function settingOf(items: readonly Item[], section: string, key: string): Json | undefined {
  for (const { data } of items) {
    const settings = data[section];
    if (isJsonObject(settings) && settings[key] !== undefined) return settings[key];
  }
  return undefined;
}

function pathText(path: readonly ReachStep[]): string {
  return path
    .map(({ name, via }) => {
      if (via === 'list') return name;
      return via === 'alias' ? `alias of ${name}` : `${fallbackWords[via]} ${name}`;
    })
    .join(' → ');
}
