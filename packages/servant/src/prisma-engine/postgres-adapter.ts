import {
  type ConnectionInfo,
  type DriverAdapter,
  err,
  ok,
  type Query,
  type Result,
  type ResultSet,
  type Transaction,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { columnTypeOf, textReaders } from './column-types.ts';

type Runner = pg.Pool | pg.PoolClient;

/**
 * Runs SQL for the WebAssembly engine, which has no sockets. Not `@prisma/adapter-pg` 5.17: that one refuses columns of
 * type `name` (information_schema) and reads no arrays of timestamptz, both of which the native engine can.
 */
export class PostgresAdapter implements DriverAdapter {
  readonly provider = 'postgres';
  readonly adapterName = 'regent-pg';
  readonly #pool: pg.Pool;
  readonly #schemaName: string;

  constructor(pool: pg.Pool, schemaName: string) {
    this.#pool = pool;
    this.#schemaName = schemaName;
  }

  queryRaw(query: Query): Promise<Result<ResultSet>> {
    return queryRaw(this.#pool, query);
  }

  executeRaw(query: Query): Promise<Result<number>> {
    return executeRaw(this.#pool, query);
  }

  getConnectionInfo(): Result<ConnectionInfo> {
    return ok({ schemaName: this.#schemaName });
  }

  async startTransaction(): Promise<Result<Transaction>> {
    return ok(new PostgresTransaction(await this.#pool.connect()));
  }
}

/** Holds one connection. The engine sends BEGIN, COMMIT and ROLLBACK itself (`usePhantomQuery: false`). */
class PostgresTransaction implements Transaction {
  readonly provider = 'postgres';
  readonly adapterName = 'regent-pg';
  readonly options = { usePhantomQuery: false };
  readonly #client: pg.PoolClient;
  #broken = false;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  queryRaw(query: Query): Promise<Result<ResultSet>> {
    return this.#noting(queryRaw(this.#client, query));
  }

  executeRaw(query: Query): Promise<Result<number>> {
    return this.#noting(executeRaw(this.#client, query));
  }

  async commit(): Promise<Result<void>> {
    this.#client.release(this.#broken);
    return ok(undefined);
  }

  rollback(): Promise<Result<void>> {
    return this.commit();
  }

  async #noting<T>(pending: Promise<T>): Promise<T> {
    try {
      return await pending;
    } catch (error) {
      this.#broken = true; // the connection failed, not the statement: it must not go back into the pool
      throw error;
    }
  }
}

async function queryRaw(runner: Runner, query: Query): Promise<Result<ResultSet>> {
  const result = await runQuery(runner, query);
  return result.flatMap(({ fields, rows }) => {
    const columnTypes: ResultSet['columnTypes'] = [];
    for (const field of fields) {
      const type = columnTypeOf(field.dataTypeID);
      if (type === undefined) return err({ kind: 'UnsupportedNativeDataType', type: `oid ${field.dataTypeID}` });
      columnTypes.push(type);
    }
    return ok({ columnNames: fields.map((field) => field.name), columnTypes, rows });
  });
}

async function executeRaw(runner: Runner, query: Query): Promise<Result<number>> {
  const result = await runQuery(runner, query);
  return result.map(({ rowCount }) => rowCount ?? 0);
}

async function runQuery(runner: Runner, { sql, args }: Query): Promise<Result<pg.QueryArrayResult<unknown[]>>> {
  try {
    return ok(
      await runner.query<unknown[]>({
        text: sql,
        values: args.map(toDriverValue),
        rowMode: 'array',
        types: textReaders,
      }),
    );
  } catch (error) {
    // Only the server sends a severity; anything else is a failing connection, which `bindAdapter` keeps for later.
    if (!(error instanceof pg.DatabaseError) || error.severity === undefined || error.code === undefined) throw error;
    const { code, severity, message, detail, column, hint } = error;
    return err({ kind: 'Postgres', code, severity, message, detail, column, hint });
  }
}

/** `pg` writes a lone Uint8Array as bytea by itself, but not one inside a list. */
function toDriverValue(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item: unknown) =>
    ArrayBuffer.isView(item) ? Buffer.from(item.buffer, item.byteOffset, item.byteLength) : item,
  );
}
