import { isJsonObject, isYamlScalar, type Json, type JsonObject, type Location } from '@regent/core';
import { targetOf } from '../render/alias.ts';
import { childOf } from '../yaml/positions.ts';
import type { RuleCode } from './catalog.ts';

export interface ValidateOptions {
  /** Version of the engine that will read the file. */
  readonly engine?: string;
  /** Names in the engine's process environment. Without it nothing is said about variables. */
  readonly environment?: readonly string[];
  /** Texts of included files, by the name that `include` gives them. Without it included files are not looked at. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A problem at a place. The severity of the catalog stands unless the case is graver or milder. */
export interface RuleFinding {
  readonly code: RuleCode;
  readonly location: Location;
  readonly message: string;
  readonly hint?: string;
  readonly severity?: 'error' | 'warning' | 'info';
}

export type Rule = (context: Context) => readonly RuleFinding[];

/** One deployment that is at least a map. */
export interface Deployment {
  readonly index: number;
  readonly name: string | null;
  readonly entry: JsonObject;
  readonly params: JsonObject;
  readonly info: JsonObject;
  /** `openai` of `openai/gpt-4o`, or `custom_llm_provider`; null when the name says nothing. */
  readonly provider: string | null;
}

/** What rules look at: the document, and what is often asked about it. */
export interface Context {
  readonly document: JsonObject;
  /** The text that it was read from, for rules about how something is written. */
  readonly text: string | null;
  readonly engine: string;
  readonly environment: ReadonlySet<string> | null;
  readonly deployments: readonly Deployment[];
  readonly groups: ReadonlySet<string>;
  readonly aliases: ReadonlyMap<string, string>;
  readonly licensed: boolean;
  /** Whether all model names are known: no unread include, no database mode. */
  readonly namesComplete: boolean;
}

const engineDefault = '1.104.0';

/** `included`: all files of `include` are part of the document already. */
export function newContext(
  document: JsonObject,
  text: string | null,
  options: ValidateOptions & { included?: boolean },
): Context {
  const environment = options.environment === undefined ? null : new Set(options.environment);
  const deployments = entriesOf(document, 'model_list').map(({ index, entry }) => newDeployment(index, entry));
  return {
    document,
    text,
    engine: options.engine ?? engineDefault,
    environment,
    deployments,
    groups: new Set(deployments.flatMap(({ name }) => (name === null ? [] : [name]))),
    aliases: aliasesOf(document),
    licensed:
      environment?.has('LITELLM_LICENSE') === true ||
      valueIn(document, ['general_settings', 'litellm_license']) !== undefined,
    namesComplete:
      (document.include === undefined || options.included === true) &&
      valueIn(document, ['general_settings', 'store_model_in_db']) !== true,
  };
}

function newDeployment(index: number, entry: JsonObject): Deployment {
  const params = mapOr(entry.litellm_params);
  const model = typeof params.model === 'string' ? params.model : '';
  const prefix = model.includes('/') && !model.startsWith('os.environ/') ? model.slice(0, model.indexOf('/')) : null;
  const custom = params.custom_llm_provider;
  return {
    index,
    name: typeof entry.model_name === 'string' ? entry.model_name : null,
    entry,
    params,
    info: mapOr(entry.model_info),
    provider: typeof custom === 'string' ? custom : prefix,
  };
}

function aliasesOf(document: JsonObject): ReadonlyMap<string, string> {
  const aliases = mapOr(valueIn(document, ['router_settings', 'model_group_alias']));
  return new Map(Object.entries(aliases).map(([name, target]) => [name, targetOf(target)]));
}

/** The value at a location; undefined when it or a holder is missing. */
export function valueIn(document: JsonObject, location: Location): Json | undefined {
  return location.reduce<Json | undefined>(childOf, document);
}

export function isMap(value: Json | undefined): value is JsonObject {
  return isJsonObject(value) && !isYamlScalar(value);
}

export function mapOr(value: Json | undefined): JsonObject {
  return isMap(value) ? value : {};
}

export function listOr(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

export interface Entry {
  readonly index: number;
  readonly entry: JsonObject;
  readonly location: Location;
}

/** Entries of a list section that are maps. */
export function entriesOf(document: JsonObject, ...section: string[]): Entry[] {
  return listOr(valueIn(document, section)).flatMap((entry, index) =>
    isMap(entry) ? [{ index, entry, location: [...section, index] }] : [],
  );
}

/** Whether requests for this name find a group: a group, an alias, or a wildcard that takes it. */
export function isKnownModel(context: Context, name: string): boolean {
  if (!context.namesComplete || context.groups.has(name) || context.aliases.has(name)) return true;
  if (name === '*' || name.startsWith('os.environ/')) return true;
  if (context.deployments.some(({ info }) => info.id === name || info.team_public_model_name === name)) return true;
  return [...context.groups].some((group) => group.includes('*') && matchesWildcard(group, name));
}

function matchesWildcard(pattern: string, name: string): boolean {
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  return name.startsWith(first) && name.endsWith(last) && name.length >= first.length + last.length;
}

/** Whether the engine is at least `version`; `v1.81.6-stable` is 1.81.6, and a text without a number the usual one. */
export function isAtLeast(engine: string, version: string): boolean {
  const left = (/\d+(\.\d+)*/.exec(engine)?.[0] ?? engineDefault).split('.').map(Number);
  const right = version.split('.').map(Number);
  for (let index = 0; index < 3; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
