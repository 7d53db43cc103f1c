import { canonicalJson, type Json, type Location } from '@regent/core';
import { type Context, entriesOf, type RuleFinding } from './context.ts';

/** The same thing twice: ids, deployments, names. */
export function duplicateRules(context: Context): RuleFinding[] {
  return [
    ...checkIds(context),
    ...checkDeployments(context),
    ...namedLists.flatMap((list) => checkNames(context, list)),
  ];
}

function checkIds(context: Context): RuleFinding[] {
  const ids = context.deployments.flatMap(({ index, info }) => {
    const { id } = info;
    return typeof id === 'string' || typeof id === 'number'
      ? [{ name: String(id), location: ['model_list', index, 'model_info', 'id'] }]
      : [];
  });
  return repeated(ids).map(({ name, location }) => ({
    code: 'duplicate-model-id',
    location,
    message: `The id ${JSON.stringify(name)} is used by another deployment too; they share cooldowns, limits and spend.`,
  }));
}

function checkDeployments(context: Context): RuleFinding[] {
  const anonymous = context.deployments.filter(({ info, name }) => info.id === undefined && name !== null);
  const entries = anonymous.map(({ index, name, params }) => ({
    name: `${name} ${canonicalJson(params)}`,
    location: ['model_list', index],
  }));
  return repeated(entries).map(({ location }) => ({
    code: 'duplicate-deployment',
    location,
    message: 'The same deployment stands above already; both share one generated id.',
  }));
}

const namedLists = [
  { section: ['credential_list'], key: 'credential_name' },
  { section: ['guardrails'], key: 'guardrail_name' },
  { section: ['search_tools'], key: 'search_tool_name' },
  { section: ['vector_store_registry'], key: 'vector_store_name' },
  { section: ['prompts'], key: 'prompt_id' },
  { section: ['agent_list'], key: 'agent_name' },
  { section: ['worker_registry'], key: 'worker_id' },
  { section: ['general_settings', 'pass_through_endpoints'], key: 'path' },
  { section: ['router_settings', 'routing_groups'], key: 'group_name' },
] as const;

function checkNames(context: Context, list: (typeof namedLists)[number]): RuleFinding[] {
  const entries = entriesOf(context.document, ...list.section).flatMap(({ entry, location }) => {
    const name: Json | undefined = entry[list.key];
    const methods = list.key === 'path' ? canonicalJson(entry.methods ?? null) : '';
    return typeof name === 'string' ? [{ name: `${name}${methods}`, location: [...location, list.key] }] : [];
  });
  return repeated(entries).map(({ location }) => ({
    code: 'duplicate-name',
    location,
    message: `Another entry has the same ${list.key}; only one of them can be reached.`,
  }));
}

interface Named {
  readonly name: string;
  readonly location: Location;
}

function repeated(entries: readonly Named[]): Named[] {
  const seen = new Set<string>();
  return entries.filter(({ name }) => {
    const again = seen.has(name);
    seen.add(name);
    return again;
  });
}
