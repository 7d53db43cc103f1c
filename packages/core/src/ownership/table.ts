import { isSingleton, type ItemKind } from '../item.ts';
import type { Location } from '../pointer.ts';
import { agentKeys } from './entries/agent.ts';
import * as entries from './entries/entries.ts';
import { promptKeys } from './entries/prompt.ts';
import { modelKeys } from './entries/model.ts';
import { otherSections } from './entries/other-sections.ts';
import * as tools from './entries/tools.ts';
import type { KeySpec } from './key-spec.ts';
import * as access from './settings/access.ts';
import * as behaviour from './settings/behaviour.ts';
import { cacheKeys } from './settings/cache.ts';
import { fallbackSpecs } from './settings/fallback.ts';
import * as general from './settings/general.ts';
import * as litellm from './settings/litellm.ts';
import * as router from './settings/router.ts';

/** Sections whose keys belong to several kinds. */
export const settingsSections = ['router_settings', 'litellm_settings', 'general_settings'] as const;

/** Top-level sections in the order in which a rendered file shows them; unknown ones follow. */
export const sectionOrder = [
  'include',
  'environment_variables',
  'model_list',
  'credential_list',
  'router_settings',
  'litellm_settings',
  'general_settings',
  'callback_settings',
  'guardrails',
  'policies',
  'policy_attachments',
  'prompts',
  'search_tools',
  'mcp_servers',
  'mcp_tools',
  'sandbox_tools',
  'agent_list',
  'vector_store_registry',
  'assistant_settings',
  'files_settings',
  'finetune_settings',
  'default_vertex_config',
  'worker_registry',
] as const;

/** Every key that is known, each owned by one kind, parents before children of the same map; the order is that of rendering. */
export const keySpecs: readonly KeySpec[] = [
  ...modelKeys,
  ...entries.credentialKeys,
  ...router.routerKeys,
  ...router.aliasKeys,
  ...fallbackSpecs,
  ...behaviour.proxyBehaviourKeys,
  ...behaviour.featureKeys,
  ...litellm.providerDefaultKeys,
  ...cacheKeys,
  ...litellm.loggingKeys,
  ...litellm.metricsKeys,
  ...litellm.keyPolicyKeys,
  ...litellm.globalBudgetKeys,
  ...litellm.pricingKeys,
  ...litellm.requestSecurityKeys,
  ...litellm.scimKeys,
  ...litellm.callbackOptionKeys,
  ...access.securityKeys,
  ...access.ssoKeys,
  ...general.databaseKeys,
  ...general.spendLogKeys,
  ...general.generalBudgetKeys,
  ...general.alertingKeys,
  ...general.healthKeys,
  ...general.generalBehaviourKeys,
  ...general.deadKeys,
  ...entries.passThroughKeys,
  ...entries.guardrailKeys,
  ...promptKeys,
  ...tools.searchToolKeys,
  ...entries.vectorStoreKeys,
  ...agentKeys,
  ...tools.mcpServerKeys,
  ...entries.environmentKeys,
  ...otherSections,
];

const byPath = new Map(keySpecs.map((spec) => [spec.path, spec]));

/** Keys of a settings section, in table order. */
export function keysOfSection(section: string): readonly KeySpec[] {
  return keySpecs.filter((spec) => spec.path.startsWith(`${section}.`));
}

/** Keys that a singleton's form shows, or the section of an entry kind. */
export function keysOfKind(kind: ItemKind): readonly KeySpec[] {
  return keySpecs.filter((spec) => spec.kind === kind);
}

/** Keys of the installation: taken over at import, set by Regent when it applies, never edited as items. */
export const reservedKeys: readonly KeySpec[] = keySpecs.filter((spec) => spec.reserved === true);

/** Environment names with the meaning of a reserved key. */
export const reservedVariables = [
  'LITELLM_MASTER_KEY',
  'LITELLM_SALT_KEY',
  'DATABASE_URL',
  'DIRECT_URL',
  'STORE_MODEL_IN_DB',
] as const;

/** The spec of a location at any depth; undefined where the table ends (unknown keys, free maps). */
export function keySpecAt(location: Location): KeySpec | undefined {
  const [first, second] = location;
  if (typeof first !== 'string') return undefined;
  const top = byPath.get(first);
  let spec = top ?? (second === undefined ? undefined : byPath.get(`${first}.${second}`));
  for (const part of location.slice(top === undefined ? 2 : 1))
    spec = spec === undefined ? undefined : childSpec(spec, part);
  return spec;
}

/** The spec of a key or list entry below `spec`. */
export function childSpec(spec: KeySpec, part: string | number): KeySpec | undefined {
  if (typeof part === 'number') return spec.each;
  return spec.fields?.find((field) => field.key === part) ?? (spec.type === 'map' ? spec.each : undefined);
}

/**
 * Who owns a location of a configuration file: an item kind, the installation (`reserved`), or nobody.
 * Keys that nobody owns live in passthrough.
 */
export function ownerOf(location: Location): ItemKind | 'reserved' | null {
  const [first, second] = location;
  const spec = byPath.get(String(first)) ?? byPath.get(`${first}.${second}`);
  if (spec === undefined) return null;
  if (spec.reserved === true) return 'reserved';
  return spec.kind;
}

/** What is known about the data of an item: the entry of its section, or the keys of a singleton. */
export function entrySpec(kind: ItemKind): KeySpec | undefined {
  if (isSingleton(kind) || kind === 'fallback') return undefined;
  return keySpecs.find((spec) => spec.kind === kind)?.each;
}
