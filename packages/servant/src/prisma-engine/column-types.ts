import { type ColumnType, ColumnTypeEnum as Type } from '@prisma/driver-adapter-utils';
import pg from 'pg';

type Read = (text: string) => unknown;

const FIRST_USER_DEFINED_OID = 16384;
const BYTEA_OID = 17;

const asText: Read = (text) => text;
const withoutOffset: Read = (text) => text.replace(/[+-]\d\d(:\d\d)?$/, ''); // the session runs in UTC
const asBytes: Read = (text) => Array.from(pg.types.getTypeParser(BYTEA_OID)(text) as Buffer);
const withoutSign: Read = (text) => text.slice(1);
const listOf =
  (read: Read): Read =>
  (text) =>
    (pg.types as unknown as ListReader).arrayParser.create(text, read).parse();

/** Exported by `pg.types` at run time; its types leave it out. */
interface ListReader {
  readonly arrayParser: { create(text: string, read: Read): { parse(): unknown[] } };
}

/**
 * By Postgres' type oid: Prisma's type, and how its text is read. Without a reader the one of `pg` holds, which gives
 * what the engine expects (numbers, booleans, strings).
 */
const COLUMN_TYPES: ReadonlyMap<number, readonly [ColumnType, Read?]> = new Map<number, readonly [ColumnType, Read?]>([
  [16, [Type.Boolean]],
  [BYTEA_OID, [Type.Bytes, asBytes]],
  [18, [Type.Character]],
  [19, [Type.Text]], // name
  [20, [Type.Int64]],
  [21, [Type.Int32]],
  [23, [Type.Int32]],
  [25, [Type.Text]],
  [26, [Type.Int64]], // oid
  [114, [Type.Json, asText]],
  [142, [Type.Text]], // xml
  [650, [Type.Text]], // cidr
  [700, [Type.Float]],
  [701, [Type.Double]],
  [790, [Type.Numeric, withoutSign]], // money
  [869, [Type.Text]], // inet
  [1042, [Type.Text]], // bpchar
  [1043, [Type.Text]], // varchar
  [1082, [Type.Date, asText]],
  [1083, [Type.Time, asText]],
  [1114, [Type.DateTime, asText]],
  [1184, [Type.DateTime, withoutOffset]],
  [1266, [Type.Time, withoutOffset]],
  [1560, [Type.Text]], // bit
  [1562, [Type.Text]], // varbit
  [1700, [Type.Numeric, asText]],
  [2950, [Type.Uuid]],
  [3802, [Type.Json, asText]],
  [199, [Type.JsonArray]],
  [1000, [Type.BooleanArray]],
  [1001, [Type.BytesArray, listOf(asBytes)]],
  [1002, [Type.CharacterArray, listOf(asText)]],
  [1003, [Type.TextArray, listOf(asText)]], // name[]
  [1005, [Type.Int32Array]],
  [1007, [Type.Int32Array]],
  [1009, [Type.TextArray]],
  [1014, [Type.TextArray, listOf(asText)]],
  [1015, [Type.TextArray]],
  [1016, [Type.Int64Array]],
  [1021, [Type.FloatArray]],
  [1022, [Type.DoubleArray]],
  [1115, [Type.DateTimeArray, listOf(asText)]],
  [1182, [Type.DateArray, listOf(asText)]],
  [1183, [Type.TimeArray, listOf(asText)]],
  [1185, [Type.DateTimeArray, listOf(withoutOffset)]],
  [1231, [Type.NumericArray, listOf(asText)]],
  [2951, [Type.UuidArray]],
  [3807, [Type.JsonArray]],
]);

/** Prisma's type of a column; undefined for one that it does not know. Types of the user's own are read as text. */
export function columnTypeOf(oid: number): ColumnType | undefined {
  return COLUMN_TYPES.get(oid)?.[0] ?? (oid >= FIRST_USER_DEFINED_OID ? Type.Text : undefined);
}

/** For `pg`: how each column's text becomes a value. */
export const textReaders = {
  getTypeParser: (oid: number): Read => COLUMN_TYPES.get(oid)?.[1] ?? (pg.types.getTypeParser(oid) as Read),
};
