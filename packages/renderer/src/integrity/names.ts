import { isJsonObject, isSingleton, type Item, itemName, type Json, type ReferenceTarget } from '@regent/core';

/** Words of the engine that a list of allowed models may hold instead of a name. */
const grantWords = ['all-proxy-models', 'all-team-models', 'no-default-models', '*'];

/** All names that exist, by what they are names of. */
export interface KnownNames {
  /** Whether requests or lists with this name find something. */
  has(target: ReferenceTarget, name: string): boolean;
  /** Names that somebody may have meant, in the order of the items. */
  all(target: ReferenceTarget): readonly string[];
  /** Names of groups whose deployments are all switched off. */
  readonly disabled: ReadonlySet<string>;
}

export function knownNames(items: readonly Item[]): KnownNames {
  const served = items.filter((item) => !isDisabled(item));
  const groups = namesOf(served, 'model');
  const aliases = namesOf(served, 'alias');
  const byTarget: Record<ReferenceTarget, readonly string[]> = {
    group: [...groups, ...aliases],
    grant: [...groups, ...aliases, ...served.flatMap(accessGroups)],
    credential: namesOf(items, 'credential'),
    guardrail: namesOf(items, 'guardrail'),
    mcp_server: namesOf(items, 'mcp_server'),
    search_tool: namesOf(items, 'search_tool'),
    vector_store: items.filter(({ kind }) => kind === 'vector_store').flatMap(storeNames),
    policy: items.filter(({ kind }) => isSingleton(kind)).flatMap(({ data }) => keysOf(data.policies)),
  };
  const sets = new Map(Object.entries(byTarget).map(([target, names]) => [target, new Set(names)]));
  const quiet = new Set(served.filter(({ kind }) => kind === 'model').flatMap(quietNames));
  const wildcards = groups.filter((name) => name.includes('*'));
  const complete = !items.some(hidesNames);
  const isServed = (name: string) =>
    !complete || name === '*' || quiet.has(name) || wildcards.some((pattern) => matchesWildcard(pattern, name));
  return {
    all: (target) => byTarget[target],
    has: (target, name) => {
      if (sets.get(target)?.has(name)) return true;
      if (target === 'grant') return grantWords.includes(name) || name.includes('*') || isServed(name);
      return target === 'group' && isServed(name);
    },
    disabled: new Set(namesOf(items.filter(isDisabled), 'model').filter((name) => !sets.get('group')?.has(name))),
  };
}

/** `openai/*` takes `openai/gpt-5`. */
export function matchesWildcard(pattern: string, name: string): boolean {
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  return name.startsWith(first) && name.endsWith(last) && name.length >= first.length + last.length;
}

export function isDisabled({ kind, data }: Item): boolean {
  return kind === 'model' && isJsonObject(data.$regent) && data.$regent.enabled === false;
}

/** Access groups that a deployment is in. */
export function accessGroups({ kind, data }: Item): string[] {
  const groups = kind === 'model' && isJsonObject(data.model_info) ? data.model_info.access_groups : undefined;
  return Array.isArray(groups) ? groups.filter((name) => typeof name === 'string') : [];
}

/** A deployment answers to its id, and for a team to the name that the team knows. */
function quietNames({ key, data }: Item): string[] {
  const name = isJsonObject(data.model_info) ? data.model_info.team_public_model_name : undefined;
  return typeof name === 'string' ? [key, name] : [key];
}

function storeNames({ data }: Item): string[] {
  const id = isJsonObject(data.litellm_params) ? data.litellm_params.vector_store_id : undefined;
  return typeof id === 'string' ? [id] : [];
}

/** Other files and the engine's own database may define models that items do not know. */
function hidesNames({ kind, data }: Item): boolean {
  if (!isSingleton(kind)) return false;
  const general = data.general_settings;
  return data.include !== undefined || (isJsonObject(general) && general.store_model_in_db === true);
}

function namesOf(items: readonly Item[], kind: Item['kind']): string[] {
  return [...new Set(items.filter((item) => item.kind === kind).map(itemName))];
}

const keysOf = (value: Json | undefined) => (isJsonObject(value) ? Object.keys(value) : []);
