import { equalJson, isSecretInput, type ItemKind, type ItemView, type Json, type JsonObject } from '@regent/core';
import { type Accessor, createEffect, createMemo, createSignal, on, untrack } from 'solid-js';
import { readStored, writeStored } from '../storage.ts';
import { type Path, textAt, valueAt, withValue } from './path.ts';
import { withoutTypedSecrets } from './secret-stash.ts';

/** What somebody types into one item's form, before Save. It survives closing the form and reloading the page. */
export interface Draft {
  readonly kind: ItemKind;
  /** Null while the item is new. */
  readonly view: Accessor<ItemView | null>;
  readonly data: Accessor<JsonObject>;
  /** True when Save would send something. */
  readonly dirty: Accessor<boolean>;
  /** The version that typing started from; a later one of somebody else must not be overwritten unseen. */
  readonly baseVersion: Accessor<number>;
  /** The same for what applies: the revision that last changed the item when typing started. */
  readonly baseRevision: Accessor<number | null>;
  get(path: Path): Json | undefined;
  /** The text at a path; blank where there is none. */
  text(path: Path): string;
  /** `undefined` removes the key. */
  set(path: Path, value: Json | undefined): void;
  replace(data: JsonObject): void;
  /** Forgets what was typed. */
  reset(): void;
}

interface Typed {
  readonly data: JsonObject;
  readonly from: JsonObject;
  readonly version: number;
  readonly revision: number | null;
}

/** `stashKey` names the draft in the tab's storage; `initial` is where typing starts from. */
export function createDraft(options: {
  readonly kind: ItemKind;
  readonly stashKey: Accessor<string>;
  readonly view: Accessor<ItemView | null>;
  readonly initial: Accessor<JsonObject>;
}): Draft {
  const key = () => `draft.${options.stashKey()}`;
  const stashed = () => readStored<Typed | null>('session', key(), null);
  // At once, not in an effect: controls that keep half-typed lines read the value while they are made.
  const [typed, setTyped] = createSignal(untrack(stashed));
  createEffect(on(options.stashKey, () => setTyped(stashed()), { defer: true }));

  const data = createMemo(() => typed()?.data ?? options.initial());
  const dirty = createMemo(() => typed() !== null && !equalJson(data(), options.initial()));
  const base = () =>
    typed() ?? { version: options.view()?.version ?? 0, revision: options.view()?.appliedRevision ?? null };
  const keep = (next: JsonObject) => {
    const from = typed()?.from ?? options.initial();
    const { version, revision } = base();
    setTyped({ data: next, from, version, revision });
    const kept = withoutTypedSecrets(next, from);
    writeStored('session', key(), equalJson(kept, from) ? undefined : { data: kept, from, version, revision });
  };
  return {
    kind: options.kind,
    view: options.view,
    data,
    dirty,
    baseVersion: () => base().version,
    baseRevision: () => base().revision,
    get: (path) => valueAt(data(), path),
    text: (path) => textAt(data(), path),
    set: (path, value) => keep(withValue(data(), path, value)),
    replace: keep,
    reset: () => {
      setTyped(null);
      writeStored('session', key(), undefined);
    },
  };
}

export type Origin =
  | { readonly state: 'default'; readonly text: string }
  | { readonly state: 'applied'; readonly text: string }
  | { readonly state: 'staged'; readonly text: string; readonly applied: Json | undefined }
  | { readonly state: 'typed'; readonly text: string; readonly before: Json | undefined };

/** Where a field's value comes from, as one short line. */
export function originOf(
  view: ItemView | null,
  path: Path,
  value: Json | undefined,
  fallback: Json | undefined,
): Origin {
  const effective = valueAt(view?.data, path);
  if (view === null) return unappliedOrigin(value, fallback);
  if (!equalJson(value, effective)) {
    return {
      state: 'typed',
      before: effective,
      text: `Typed, not saved${effective === undefined ? '' : ` · was ${shortValue(effective)}`}`,
    };
  }
  if (view.applied === null) return unappliedOrigin(value, fallback);
  const applied = valueAt(view.applied, path);
  if (view.flag && view.flag !== 'deleted' && !equalJson(applied, effective)) {
    return {
      state: 'staged',
      applied,
      text: `Staged · was ${applied === undefined ? 'not set' : shortValue(applied)}`,
    };
  }
  if (value === undefined) return { state: 'default', text: fallbackText(fallback) };
  return { state: 'applied', text: view.appliedRevision ? `Revision ${view.appliedRevision}` : 'Applied' };
}

/** A new item has nothing to go back to; its flag says that it is staged, so its fields only tell their defaults. */
function unappliedOrigin(value: Json | undefined, fallback: Json | undefined): Origin {
  return { state: 'default', text: value === undefined || value === '' ? fallbackText(fallback) : '' };
}

function fallbackText(fallback: Json | undefined): string {
  const empty = typeof fallback === 'object' && fallback !== null && Object.keys(fallback).length === 0;
  return fallback === undefined || fallback === null || empty ? '' : `Default: ${shortValue(fallback)}`;
}

/** A value in a few characters; secrets never show. */
export function shortValue(value: Json | undefined): string {
  if (value === undefined) return '–';
  if (isSecretInput(value) || (typeof value === 'object' && value !== null && '$secret' in value))
    return 'a stored secret';
  if (value === true) return 'on';
  if (value === false) return 'off';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return value.toLocaleString('en-US', { maximumFractionDigits: 12 });
  const text =
    Array.isArray(value) && value.every((entry) => typeof entry !== 'object')
      ? value.join(', ')
      : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
