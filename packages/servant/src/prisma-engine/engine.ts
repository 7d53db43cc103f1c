// oxlint-disable-next-line typescript/triple-slash-reference -- it declares modules, so that nothing can be imported from it
/// <reference path="./wasm-glue.d.ts" />
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bindAdapter, type ErrorCapturingDriverAdapter } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/query-engine-wasm/postgresql/query_engine_bg.js';
import { type Database, databaseUrl, openDatabase } from './database.ts';
import { connectionError, requestError } from './errors.ts';
import { parseOperation } from './graphql.ts';
import { type Models, readModels } from './json-arguments.ts';
import { PostgresAdapter } from './postgres-adapter.ts';
import { type Answer, type RawRows, toGraphqlAnswer, toJsonProtocol, type Translated } from './translate.ts';

export interface EngineOptions {
  /** Text of `schema.prisma`. */
  readonly schema: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: (line: string) => void;
}

export type EngineRequest =
  | { readonly query: string }
  | { readonly batch: readonly { readonly query: string }[]; readonly transaction?: boolean };

const WASM_FILE = fileURLToPath(import.meta.resolve('@prisma/query-engine-wasm/postgresql/query_engine_bg.wasm'));
const NO_TRACE = '{}';

/**
 * Prisma's query engine, compiled to WebAssembly by Prisma itself, driven with the GraphQL text that prisma-client-py
 * sends. It knows only the JSON protocol, so requests and answers are translated both ways.
 */
export class Engine {
  readonly #wasm: glue.QueryEngine;
  readonly #adapter: ErrorCapturingDriverAdapter;
  readonly #database: Database;
  readonly #models: Models;
  readonly #rawRows: RawRows;

  /** Connects to the database, as the native engine does before it answers. @throws EngineError when it cannot. */
  static async start({ schema, environment, log }: EngineOptions): Promise<Engine> {
    const database = openDatabase(databaseUrl(schema, environment));
    try {
      await database.pool.query('SELECT 1');
    } catch (error) {
      throw connectionError(error, database.reach);
    }
    await loadWasm();
    const adapter = bindAdapter(new PostgresAdapter(database.pool, database.schemaName));
    const wasm = new glue.QueryEngine({ datamodel: schema, logLevel: 'error', logQueries: false }, log, adapter);
    await wasm.connect(NO_TRACE);
    const rawRows = environment.QUERY_ENGINE_RAW_RESULTS === 'objects' ? 'objects' : 'table';
    return new Engine({ wasm, adapter, database, models: readModels(schema), rawRows });
  }

  private constructor(parts: {
    wasm: glue.QueryEngine;
    adapter: ErrorCapturingDriverAdapter;
    database: Database;
    models: Models;
    rawRows: RawRows;
  }) {
    this.#wasm = parts.wasm;
    this.#adapter = parts.adapter;
    this.#database = parts.database;
    this.#models = parts.models;
    this.#rawRows = parts.rawRows;
  }

  async stop(): Promise<void> {
    await this.#wasm.disconnect(NO_TRACE);
    await this.#database.pool.end();
  }

  /** Answers in the GraphQL protocol's shape; what the client got wrong is an answer too. */
  async run(request: EngineRequest, transactionId?: string): Promise<Answer> {
    try {
      return 'batch' in request
        ? await this.#runBatch(request, transactionId)
        : await this.#runOne(request.query, transactionId);
    } catch (error) {
      if (error instanceof SyntaxError) return { errors: [requestError(error.message)] };
      throw error;
    }
  }

  async #runOne(query: string, transactionId?: string): Promise<Answer> {
    const translated = this.#translate(query);
    return toGraphqlAnswer(await this.#send(translated.query, transactionId), translated, this.#rawRows);
  }

  async #runBatch(request: Extract<EngineRequest, { batch: unknown }>, transactionId?: string): Promise<Answer> {
    const translated = request.batch.map(({ query }) => this.#translate(query));
    const body = { batch: translated.map(({ query }) => query), transaction: request.transaction ? {} : null };
    const answer = await this.#send(body, transactionId);
    if (!answer.batchResult) return answer;
    const batchResult = translated.map((one, index) =>
      toGraphqlAnswer(answer.batchResult?.[index] ?? {}, one, this.#rawRows),
    );
    return { ...answer, batchResult };
  }

  #translate(query: string): Translated {
    return toJsonProtocol(parseOperation(query), this.#models);
  }

  async #send(body: unknown, transactionId?: string): Promise<Answer> {
    const answer = JSON.parse(await this.#wasm.query(JSON.stringify(body), NO_TRACE, transactionId)) as Answer; // the engine's protocol
    return this.#withCauses(answer);
  }

  #withCauses(answer: Answer): Answer {
    const { errors, batchResult } = answer;
    return {
      ...answer,
      ...(errors && { errors: errors.map((error) => this.#withCause(error)) }),
      ...(batchResult && { batchResult: batchResult.map((one) => this.#withCauses(one)) }),
    };
  }

  /** For a failure outside Postgres itself the engine only knows a number in the adapter's registry. */
  #withCause(error: unknown): unknown {
    const id = (error as UserFacing).user_facing_error?.meta?.id;
    const record = typeof id === 'number' ? this.#adapter.errorRegistry.consumeError(id) : undefined;
    return record ? connectionError(record.error, this.#database.reach).toAnswer() : error;
  }

  startTransaction(options: string): Promise<unknown> {
    return this.#transaction(this.#wasm.startTransaction(options, NO_TRACE));
  }

  commitTransaction(id: string): Promise<unknown> {
    return this.#transaction(this.#wasm.commitTransaction(id, NO_TRACE));
  }

  rollbackTransaction(id: string): Promise<unknown> {
    return this.#transaction(this.#wasm.rollbackTransaction(id, NO_TRACE));
  }

  async #transaction(pending: Promise<string>): Promise<unknown> {
    const answer = JSON.parse(await pending) as UserFacing & { error_code?: string }; // the engine's protocol
    if (answer.user_facing_error === undefined && answer.error_code === undefined) return answer;
    return this.#withCause({ user_facing_error: answer.user_facing_error ?? answer });
  }
}

/** How the engine reports an error; `id` is a number of the adapter's registry. */
interface UserFacing {
  readonly user_facing_error?: { readonly message: string; readonly meta?: { readonly id?: unknown } };
}

async function loadWasm(): Promise<void> {
  const { instance } = await WebAssembly.instantiate(await readFile(WASM_FILE), {
    './query_engine_bg.js': { ...glue },
  });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
}
