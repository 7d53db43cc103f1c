import type { ItemChange, ItemKind } from '@regent/core';
import { changeTitle, itemTitle } from '../../lib/item/title.ts';

const effectOfKind: Partial<Record<ItemKind, string>> = {
  model: 'What answers',
  credential: 'What answers',
  alias: 'What answers',
  fallback: 'Failure behaviour',
  routing: 'Failure behaviour',
  key_policy: 'Access and money',
  global_budget: 'Access and money',
  pricing: 'Access and money',
  security: 'Access and money',
  sso: 'Access and money',
  guardrail: 'Access and money',
};
const order = ['What answers', 'Failure behaviour', 'Access and money', 'Everything else'];

/** Changes by what they do to traffic, the most felt first; removals lead each group, then names are in order. */
export function byEffect(
  changes: readonly ItemChange[],
): readonly { readonly effect: string; readonly changes: readonly ItemChange[] }[] {
  const flags = ['deleted', 'changed', 'new'];
  return order
    .map((effect) => ({
      effect,
      changes: changes
        .filter(({ kind }) => (effectOfKind[kind] ?? 'Everything else') === effect)
        .toSorted(
          (a, b) => flags.indexOf(a.flag) - flags.indexOf(b.flag) || changeTitle(a).localeCompare(changeTitle(b), 'en'),
        ),
    }))
    .filter((group) => group.changes.length > 0);
}

/** What came, went or moved between the plan on screen and the one that stands now. */
export function movedSince(reviewed: readonly ItemChange[], now: readonly ItemChange[]): readonly string[] {
  const id = ({ kind, key }: ItemChange) => `${kind}/${key}`;
  const before = new Map(reviewed.map((change) => [id(change), change]));
  const after = new Map(now.map((change) => [id(change), change]));
  return [
    ...now
      .filter((change) => !before.has(id(change)))
      .map((change) => `${itemTitle(change)} was staged by ${change.author}`),
    ...reviewed
      .filter((change) => !after.has(id(change)))
      .map((change) => `${itemTitle(change)} is not staged any more`),
    ...now
      .filter((change) => (before.get(id(change))?.version ?? change.version) !== change.version)
      .map((change) => `${itemTitle(change)} was edited by ${change.author}`),
  ];
}
