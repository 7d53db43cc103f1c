import { isSingleton, type ItemChange } from '@regent/core';
import { kindWords } from '../../locale/en.ts';
import { valueAt } from './path.ts';

type Titled = Pick<ItemChange, 'kind' | 'name' | 'before' | 'after'>;

/** What a change is about, in the words of its screen: deployments of one group are told apart by what they send. */
export function changeTitle(change: Titled): string {
  if (isSingleton(change.kind)) return kindWords[change.kind].one;
  if (change.kind === 'fallback')
    return change.name === 'default' ? 'Default fallbacks' : `Fallbacks of ${change.name}`;
  const upstream =
    change.kind === 'model' ? valueAt(change.after ?? change.before, ['litellm_params', 'model']) : undefined;
  return typeof upstream === 'string' && upstream !== '' ? upstream : change.name;
}

/** The second line: its kind, or the group it belongs to. */
export function changeNote(change: Titled): string {
  if (isSingleton(change.kind)) return 'Settings';
  return change.kind === 'model' ? `Deployment of ${change.name}` : kindWords[change.kind].one;
}

/** The name of an item in a sentence; settings are called by their screen's name. */
export function itemTitle({ kind, name }: Pick<ItemChange, 'kind' | 'name'>): string {
  return isSingleton(kind) ? kindWords[kind].one : name;
}
