import { availableParallelism } from 'node:os';
import pg from 'pg';
import type { Reach } from './errors.ts';

export interface Database {
  readonly pool: pg.Pool;
  readonly schemaName: string;
  readonly reach: Reach;
}

const DEFAULT_SCHEMA = 'public';
const DEFAULT_POOL_TIMEOUT_S = 10;

/** The URL of the schema's datasource: overridden by the client, else from its `env("NAME")`, else literal. */
export function databaseUrl(schema: string, environment: Readonly<Record<string, string | undefined>>): string {
  const [, name, body = ''] = /^datasource\s+(\w+)\s*\{([^}]*)\}/m.exec(schema) ?? [];
  if (name === undefined) throw new Error('the Prisma schema has no datasource');
  const overrides = JSON.parse(environment.OVERWRITE_DATASOURCES || '[]') as { name: string; url: string }[]; // written by the client
  const override = overrides.find((candidate) => candidate.name === name);
  if (override) return override.url;
  const [, fromEnvironment, literal] = /^\s*url\s*=\s*(?:env\("([^"]+)"\)|"([^"]+)")/m.exec(body) ?? [];
  const url = fromEnvironment === undefined ? literal : environment[fromEnvironment];
  if (url) return url;
  throw new Error(
    `datasource ${name}: no database url${fromEnvironment === undefined ? '' : ` (is ${fromEnvironment} set?)`}`,
  );
}

/**
 * A pool for a Prisma connection string, with Prisma's own parameters and defaults:
 * https://www.prisma.io/docs/orm/overview/databases/postgresql#arguments
 */
export function openDatabase(connectionString: string): Database {
  const url = new URL(connectionString);
  const parameter = (name: string) => url.searchParams.get(name) ?? undefined;
  const schemaName = parameter('schema') ?? DEFAULT_SCHEMA;
  const limit = Number(parameter('connection_limit') ?? availableParallelism() * 2 + 1);
  const timeoutS = Number(parameter('pool_timeout') ?? DEFAULT_POOL_TIMEOUT_S);
  const port = Number(url.port || 5432);
  const pool = new pg.Pool({
    host: parameter('host') ?? url.hostname,
    port,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    application_name: parameter('application_name'),
    ssl: sslOptions(parameter('sslmode'), parameter('sslaccept')),
    max: limit,
    connectionTimeoutMillis: timeoutS * 1000,
    idleTimeoutMillis: 0,
    // The adapter reads and writes timestamps as text: only unambiguous in UTC.
    options: `-c TimeZone=UTC -c search_path=${JSON.stringify(schemaName).replaceAll(' ', '\\ ')}`,
  });
  // Without listeners a connection that the server cuts would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return { pool, schemaName, reach: { host: url.hostname, port, limit, timeoutS } };
}

function sslOptions(mode: string | undefined, accept: string | undefined): false | { rejectUnauthorized: boolean } {
  if (mode === undefined || mode === 'disable' || mode === 'prefer') return false;
  return { rejectUnauthorized: accept === 'strict' };
}
