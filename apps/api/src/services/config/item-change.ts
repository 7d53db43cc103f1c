import {
  type FieldChange,
  fromPointer,
  type Item,
  type ItemChange,
  type ItemKind,
  itemName,
  type JsonObject,
  type StagedFlag,
  toPath,
} from '@regent/core';
import { type ConfigChange, diffConfigs, type FieldChange as Difference } from '@regent/renderer';
import { valueAt } from '../item/secrets.ts';

/** A staged or committed row: who changed which item from what to what. */
export interface ChangedRow {
  readonly kind: ItemKind;
  readonly key: string;
  readonly flag: StagedFlag;
  readonly author: string;
  readonly stagedAt: Date;
  readonly version: number;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
}

/** `difference` is that of the whole configuration, which knows of moves; without it the row is compared alone. */
export function itemChange(row: ChangedRow, difference?: ConfigChange): ItemChange {
  const { kind, key, flag, author, version, before, after } = row;
  const found = difference ?? diffConfigs(itemsOf(row, before), itemsOf(row, after))[0];
  return {
    kind,
    key,
    name: itemName({ kind, key, data: after ?? before ?? {} }),
    flag,
    author,
    stagedAt: row.stagedAt.toISOString(),
    version,
    fields: found === undefined ? [] : fieldsOf(found, row),
    before,
    after,
  };
}

function itemsOf({ kind, key }: ChangedRow, data: JsonObject | null): Item[] {
  return data === null ? [] : [{ kind, key, data }];
}

function fieldsOf(change: ConfigChange, row: ChangedRow): FieldChange[] {
  const fields = change.fields.map((field) => toFieldChange(field, row));
  const isMoved = change.change === 'changed' && change.moved;
  return isMoved ? [...fields, { pointer: '', path: 'position', type: 'moved', secret: false }] : fields;
}

function toFieldChange(field: Difference, row: ChangedRow): FieldChange {
  const { pointer } = field;
  const common = { pointer, path: toPath(fromPointer(pointer)) };
  switch (field.change) {
    case 'added':
      return { ...common, type: 'added', after: field.after, secret: false };
    case 'removed':
      return { ...common, type: 'removed', before: field.before, secret: false };
    case 'changed':
      return { ...common, type: 'changed', before: field.before, after: field.after, secret: false };
    case 'secret':
      return { ...common, ...secretSides(holds(row.before, pointer), holds(row.after, pointer)), secret: true };
  }
}

function secretSides(before: boolean, after: boolean): Pick<FieldChange, 'type' | 'before' | 'after'> {
  if (!before) return { type: 'added', after: '***' };
  return after ? { type: 'changed', before: '***', after: '***' } : { type: 'removed', before: '***' };
}

function holds(data: JsonObject | null, pointer: string): boolean {
  return valueAt(data, fromPointer(pointer)) !== undefined;
}
