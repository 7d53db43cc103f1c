import type { ItemKind } from '../item.ts';
import type { ChangeSummary, RunView } from './change-view.ts';
import type { ServantView } from './servant-view.ts';

/** What the one event stream of a tab carries. Ids are text that sorts; a client resumes with the last one it saw. */
export type RegentEvent =
  | { readonly type: 'changes'; readonly summary: ChangeSummary }
  /** Items changed for somebody: refetch lists of these kinds. */
  | { readonly type: 'items'; readonly kinds: readonly string[] }
  | { readonly type: 'run'; readonly run: RunView }
  | { readonly type: 'servant'; readonly servant: ServantView }
  /** Somebody has an item open for editing, until then; nothing of it is stored. */
  | {
      readonly type: 'presence';
      readonly kind: ItemKind;
      readonly key: string;
      readonly who: string;
      /** ISO 8601; null when they have left. */
      readonly until: string | null;
    }
  /** Sent when a client's last id is too old to resume from: refetch everything. */
  | { readonly type: 'reset' };
