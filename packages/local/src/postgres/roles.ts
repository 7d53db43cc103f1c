import postgres from 'postgres';
import type { InstallationSecrets } from '../secrets.ts';
import type { Cluster } from './cluster.ts';

/** Names of the two databases and of the roles that may enter them. */
export const databases = { regent: 'regent', litellm: 'litellm' } as const;

/** Of a server, wherever it runs. */
type Superuser = Pick<Cluster, 'superuserUrl'>;
export type RolePasswords = Pick<
  InstallationSecrets,
  'regentPassword' | 'litellmPassword' | 'readPassword' | 'keepPassword'
>;

interface RoleSpec {
  readonly name: string;
  readonly password: string;
}

/**
 * Makes both databases and the four roles, or brings passwords and rights up to date; harmless when all is there.
 *
 * `regent` and `litellm` own one database each and cannot enter the other's; `regent_read` reads LiteLLM's tables, also
 * those that a later migration makes; `regent_keep` deletes from its log tables. Nobody else may connect.
 */
export async function ensureDatabases(cluster: Superuser, secrets: RolePasswords): Promise<void> {
  const roles: RoleSpec[] = [
    { name: 'regent', password: secrets.regentPassword },
    { name: 'litellm', password: secrets.litellmPassword },
    { name: 'regent_read', password: secrets.readPassword },
    { name: 'regent_keep', password: secrets.keepPassword },
  ];
  await withServer(cluster.superuserUrl('postgres'), async (sql) => {
    for (const role of roles) await ensureRole(sql, role);
    for (const name of Object.values(databases)) await ensureDatabase(sql, name);
    await sql.unsafe('GRANT CONNECT ON DATABASE litellm TO regent_read, regent_keep');
  });
  await withServer(cluster.superuserUrl(databases.litellm), (sql) => grantReading(sql));
}

/** Grants on LiteLLM's tables; run again after its migrations, because `regent_keep` needs rights table by table. */
export async function grantAfterMigration(cluster: Superuser): Promise<void> {
  await withServer(cluster.superuserUrl(databases.litellm), (sql) => grantReading(sql));
}

export function databaseUrl(cluster: Cluster, role: string, password: string, database: string): string {
  return `postgres://${role}:${password}@127.0.0.1:${cluster.port}/${database}`;
}

const LOG_TABLES = ['LiteLLM_SpendLogs', 'LiteLLM_ErrorLogs', 'LiteLLM_HealthCheckTable'];

async function grantReading(sql: postgres.Sql): Promise<void> {
  await sql.unsafe('GRANT USAGE ON SCHEMA public TO regent_read, regent_keep');
  await sql.unsafe('GRANT SELECT ON ALL TABLES IN SCHEMA public TO regent_read');
  await sql.unsafe('ALTER DEFAULT PRIVILEGES FOR ROLE litellm IN SCHEMA public GRANT SELECT ON TABLES TO regent_read');
  const present = await sql<{ tablename: string }[]>`
    select tablename from pg_tables where schemaname = 'public' and tablename in ${sql(LOG_TABLES)}`;
  for (const { tablename } of present) {
    await sql.unsafe(`GRANT SELECT, DELETE ON ${quoted(tablename)} TO regent_keep`);
  }
}

async function ensureRole(sql: postgres.Sql, role: RoleSpec): Promise<void> {
  const [found] = await sql`select 1 from pg_roles where rolname = ${role.name}`;
  const verb = found ? 'ALTER' : 'CREATE';
  await sql.unsafe(
    `${verb} ROLE ${quoted(role.name)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '${role.password}'`,
  );
}

async function ensureDatabase(sql: postgres.Sql, name: string): Promise<void> {
  const [found] = await sql`select 1 from pg_database where datname = ${name}`;
  if (!found) await sql.unsafe(`CREATE DATABASE ${quoted(name)} OWNER ${quoted(name)}`);
  await sql.unsafe(`REVOKE CONNECT ON DATABASE ${quoted(name)} FROM PUBLIC`);
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

async function withServer<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
