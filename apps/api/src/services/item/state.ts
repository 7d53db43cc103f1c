import { effective, type Item, type ItemKind, type ItemRef, itemId, type StagedItem } from '@regent/core';
import {
  type AppliedRow,
  type Database,
  latestRevision,
  listApplied,
  listStaged,
  type StagedRow,
  toItem,
} from '@regent/db';

/**
 * Everything that is configured and everything that is pending, read in one go. Edits of an open transaction are
 * followed with {@link ConfigState.put} and {@link ConfigState.drop}, so that many edits read the tables once.
 */
export class ConfigState {
  readonly revision: number;
  readonly appliedRows: ReadonlyMap<string, AppliedRow>;
  readonly #stagedRows: Map<string, StagedRow>;
  #effective: readonly Item[] | null = null;

  constructor(revision: number, applied: readonly AppliedRow[], staged: readonly StagedRow[]) {
    this.revision = revision;
    this.appliedRows = new Map(applied.map((row) => [itemId(row), row]));
    this.#stagedRows = new Map(staged.map((row) => [itemId(row), row]));
  }

  get stagedRows(): ReadonlyMap<string, StagedRow> {
    return this.#stagedRows;
  }

  get applied(): readonly Item[] {
    return [...this.appliedRows.values()].map(toItem);
  }

  get staged(): readonly StagedItem[] {
    return [...this.#stagedRows.values()].map(toStagedItem);
  }

  /** Applied overlaid with staged, in rendering order. */
  get effective(): readonly Item[] {
    this.#effective ??= effective(this.applied, this.staged);
    return this.#effective;
  }

  /** One item as it would be after Apply; null when it is not there or staged as deleted. */
  item(ref: ItemRef): Item | null {
    const staged = this.#stagedRows.get(itemId(ref));
    if (staged) return toStagedItem(staged).item;
    const applied = this.appliedRows.get(itemId(ref));
    return applied ? toItem(applied) : null;
  }

  /** Position behind which a new item of a list kind goes; null when it is the first. */
  lastPosition(kind: ItemKind): string | null {
    let last: string | null = null;
    const see = (row: { kind: ItemKind; position: string | null }) => {
      if (row.kind === kind && row.position !== null && (last === null || row.position > last)) last = row.position;
    };
    this.appliedRows.forEach(see);
    this.#stagedRows.forEach(see);
    return last;
  }

  /** Version to send with an edit that is based on what this state holds. */
  version(ref: ItemRef): number {
    return this.#stagedRows.get(itemId(ref))?.version ?? 0;
  }

  put(row: StagedRow): void {
    this.#stagedRows.set(itemId(row), row);
    this.#effective = null;
  }

  drop(ref: ItemRef): void {
    this.#stagedRows.delete(itemId(ref));
    this.#effective = null;
  }
}

/** In an open transaction. */
export async function loadState(db: Database): Promise<ConfigState> {
  const head = await latestRevision(db);
  return new ConfigState(head?.number ?? 0, await listApplied(db), await listStaged(db));
}

/** The same on a snapshot of its own, for looking: applied and staged rows belong together even while an Apply commits. */
export function readState(db: Database): Promise<ConfigState> {
  return db.transaction((tx) => loadState(tx), { isolationLevel: 'repeatable read', accessMode: 'read only' });
}

export function toStagedItem(row: StagedRow): StagedItem {
  const common = {
    kind: row.kind,
    key: row.key,
    version: row.version,
    author: row.author,
    stagedAt: row.stagedAt.toISOString(),
    baseRevision: row.baseRevision,
  };
  if (row.flag === 'deleted' || row.data === null) return { ...common, flag: 'deleted', item: null };
  return { ...common, flag: row.flag, item: toItem({ ...row, data: row.data }) };
}
