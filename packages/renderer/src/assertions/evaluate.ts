import {
  type Assertion,
  type Diagnostic,
  isJsonObject,
  type Item,
  type ItemRef,
  itemName,
  type WrittenAssertion,
} from '@regent/core';
import { isDisabled } from '../integrity/names.ts';
import { isAllowed, reachabilityOf } from '../integrity/reachability.ts';
import { targetOf } from '../render/alias.ts';

export interface AssertionFacts {
  /** Upstream models that the engine's catalog knows a price of. */
  readonly priced: ReadonlySet<string>;
}

/** Where an assertion does not hold; one diagnostic for each item that breaks it. Pure; switched-off ones say nothing. */
export function evaluateAssertions(
  items: readonly Item[],
  assertions: readonly WrittenAssertion[],
  facts: AssertionFacts,
): Diagnostic[] {
  const served = items.filter((item) => !isDisabled(item));
  return assertions
    .filter((written) => written.enabled)
    .flatMap((written) => breaksOf(served, written.assertion, facts).map((broken) => toDiagnostic(written, broken)));
}

interface Broken {
  readonly item: Item;
  readonly text: string;
  readonly pointer: string;
}

function breaksOf(items: readonly Item[], assertion: Assertion, facts: AssertionFacts): Broken[] {
  switch (assertion.type) {
    case 'never-reaches':
      return reachedOf(items, assertion);
    case 'alias-deployments':
      return aliases(items).flatMap((alias) => {
        const group = endOf(alias, items);
        const count = deploymentsOf(items, group).length;
        if (count >= assertion.atLeast) return [];
        return [{ item: alias, pointer: '/target', text: `${group} has ${count} of ${assertion.atLeast} deployments` }];
      });
    case 'group-deployments':
      return firstOfGroups(items).flatMap((item) => {
        const count = deploymentsOf(items, itemName(item)).length;
        if (count >= assertion.atLeast) return [];
        return [{ item, pointer: '/model_name', text: `${count} of ${assertion.atLeast} deployments` }];
      });
    case 'priced':
      return models(items)
        .filter((item) => !isPriced(item, facts))
        .map((item) => ({ item, pointer: '/litellm_params', text: 'no price' }));
    case 'has-fallback':
      return firstOfGroups(items)
        .filter((item) => !hasFallback(items, itemName(item)))
        .map((item) => ({ item, pointer: '/model_name', text: 'no fallback' }));
    case 'only-providers':
      return models(items).flatMap((item) => {
        const provider = providerOf(item);
        if (provider === null || assertion.providers.includes(provider)) return [];
        return [{ item, pointer: '/litellm_params/model', text: `provider ${provider}` }];
      });
  }
}

/** Deployments of the provider that the list names itself, and those that it leads to. */
function reachedOf(items: readonly Item[], assertion: Assertion & { type: 'never-reaches' }): Broken[] {
  const beyond = new Map(reachabilityOf(items, assertion.models).map(({ group, text }) => [group, text]));
  const pointer = '/litellm_params/model';
  return models(items)
    .filter((item) => providerOf(item) === assertion.provider)
    .flatMap((item) => {
      const way = beyond.get(itemName(item));
      if (way !== undefined) return [{ item, pointer, text: `reached by ${way}` }];
      return isAllowed(items, assertion.models, itemName(item)) ? [{ item, pointer, text: 'named by the list' }] : [];
    });
}

function toDiagnostic({ severity, label }: WrittenAssertion, { item, pointer, text }: Broken): Diagnostic {
  const ref: ItemRef = { kind: item.kind, key: item.key };
  return {
    ...{ severity, code: 'assertion-failed', path: `${item.kind} ${itemName(item)}`, pointer: '' },
    message: `${label}: ${item.kind} ${itemName(item)}, ${text}.`,
    hint: 'Change the configuration, or the assertion under Assertions.',
    item: { ...ref, pointer },
  };
}

const models = (items: readonly Item[]) => items.filter(({ kind }) => kind === 'model');
const aliases = (items: readonly Item[]) => items.filter(({ kind }) => kind === 'alias');
const deploymentsOf = (items: readonly Item[], group: string) =>
  models(items).filter((item) => itemName(item) === group);

function firstOfGroups(items: readonly Item[]): Item[] {
  return [...Map.groupBy(models(items), itemName).values()].flatMap((group) => group.slice(0, 1));
}

/** The group that an alias ends at, through other aliases; a circle ends where it began. */
function endOf(alias: Item, items: readonly Item[]): string {
  const byName = new Map(aliases(items).map((one) => [itemName(one), targetOf(one.data.target)]));
  const seen = new Set([itemName(alias)]);
  let end = targetOf(alias.data.target);
  for (let next = byName.get(end); next !== undefined && !seen.has(end); next = byName.get(end)) {
    seen.add(end);
    end = next;
  }
  return end;
}

function hasFallback(items: readonly Item[], group: string): boolean {
  return items.some(
    ({ kind, data }) =>
      kind === 'fallback' &&
      (data.class === 'default' || (data.class === 'general' && (data.source === group || data.source === '*'))),
  );
}

function isPriced(item: Item, { priced }: AssertionFacts): boolean {
  const params = mapOf(item.data.litellm_params);
  const info = mapOf(item.data.model_info);
  const own = [params, info].some(
    (data) => data.input_cost_per_token !== undefined || data.input_cost_per_second !== undefined,
  );
  const names = [params.model, info.base_model].filter((name) => typeof name === 'string');
  return own || names.some((name) => priced.has(name) || priced.has(name.slice(name.indexOf('/') + 1)));
}

function providerOf(item: Item): string | null {
  const { model, custom_llm_provider: custom } = mapOf(item.data.litellm_params);
  if (typeof custom === 'string') return custom;
  return typeof model === 'string' && model.includes('/') ? model.slice(0, model.indexOf('/')) : null;
}

const mapOf = (value: Item['data'][string] | undefined) => (isJsonObject(value) ? value : {});
