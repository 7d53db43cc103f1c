import {
  type DanglingName,
  type IntegrityFix,
  type Item,
  itemId,
  type ItemRef,
  itemName,
  type JsonObject,
  type ReferenceTarget,
} from '@regent/core';
import { nearest } from '../rules/spelling.ts';
import { type KnownNames, knownNames } from './names.ts';
import { type Reference, referencesOf, rewriteReferences } from './references.ts';

/** An item as a fix leaves it; null data removes it. */
export interface ItemEdit {
  readonly ref: ItemRef;
  readonly data: JsonObject | null;
}

/** Every name in every item that nothing answers to, in the order of the items. Pure; applying a fix mends exactly it. */
export function integrityOf(items: readonly Item[]): DanglingName[] {
  const names = knownNames(items);
  return items.flatMap((item) =>
    referencesOf(item)
      .filter(({ to, name }) => !names.has(to, name))
      .map((reference) => danglingName(item, reference, names)),
  );
}

/** What a choice makes of the item. Renaming takes any name that exists; null when that one does not. */
export function fixDangling(
  items: readonly Item[],
  finding: Pick<DanglingName, 'item' | 'pointer' | 'to'>,
  choice: { choice: 'rename'; name: string } | { choice: 'remove' },
): ItemEdit | null {
  const item = items.find((one) => itemId(one) === itemId(finding.item));
  if (item === undefined) return null;
  const isHere = (reference: Reference) => reference.pointer === finding.pointer;
  if (choice.choice === 'rename') {
    if (!knownNames(items).has(finding.to, choice.name)) return null;
    const data = rewriteReferences(item, (reference) => (isHere(reference) ? choice.name : reference.name));
    return { ref: refOf(item), data };
  }
  const essential = referencesOf(item).some((reference) => isHere(reference) && reference.essential);
  const data = rewriteReferences(item, (reference) => (isHere(reference) ? null : reference.name));
  const isEmpty = item.kind === 'fallback' && Array.isArray(data.targets) && data.targets.length === 0;
  return { ref: refOf(item), data: essential || isEmpty ? null : data };
}

function danglingName(item: Item, reference: Reference, names: KnownNames): DanglingName {
  const { to, name, pointer } = reference;
  const removal = fixDangling([item], { item, pointer, to }, { choice: 'remove' });
  const remove: IntegrityFix = {
    choice: 'remove',
    text: removal?.data === null ? `Remove this ${words(item.kind)}.` : `Take ${quoted(name)} out.`,
  };
  const near = nearest(name, names.all(to));
  const rename: IntegrityFix[] =
    near === undefined ? [] : [{ choice: 'rename', name: near, text: `Write ${quoted(near)} instead.` }];
  return {
    ...{ id: `${itemId(item)}${pointer}=${name}`, item: refOf(item), itemName: itemName(item), pointer, to, name },
    text: `${words(item.kind)} ${itemName(item)}: ${whyNot(to, name, names)}`,
    fixes: [...rename, remove],
  };
}

const nouns: Readonly<Record<ReferenceTarget, string>> = {
  group: 'model',
  grant: 'model or access group',
  credential: 'credential',
  guardrail: 'guardrail',
  mcp_server: 'MCP server',
  search_tool: 'search tool',
  vector_store: 'vector store',
  policy: 'policy',
};

function whyNot(to: ReferenceTarget, name: string, names: KnownNames): string {
  if (to === 'group' && names.disabled.has(name)) return `all deployments of ${quoted(name)} are switched off.`;
  return `there is no ${nouns[to]} ${quoted(name)}.`;
}

const quoted = (name: string) => JSON.stringify(name);
const words = (kind: string) => kind.replaceAll('_', ' ');
const refOf = ({ kind, key }: Item): ItemRef => ({ kind, key });
