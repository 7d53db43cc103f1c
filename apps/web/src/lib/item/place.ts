import { type ItemKind, type ItemRef, isSingleton } from '@regent/core';

const lists: Partial<Record<ItemKind, string>> = {
  model: '/models',
  credential: '/providers',
  alias: '/routing/aliases',
  fallback: '/routing/fallbacks',
};

/** The address of the screen that edits an item. */
export function hrefOfItem({ kind, key }: ItemRef): string {
  const list = lists[kind];
  if (kind === 'alias' || kind === 'fallback') return `${list}?item=${encodeURIComponent(key)}`;
  if (list) return `${list}/${encodeURIComponent(key)}`;
  if (kind === 'routing') return '/routing';
  if (kind === 'passthrough') return '/advanced';
  return isSingleton(kind) ? `/settings-of/${kind}` : `/entries/${kind}?item=${encodeURIComponent(key)}`;
}
