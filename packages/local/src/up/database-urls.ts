import postgres from 'postgres';
import { type Cluster, prepareCluster } from '../postgres/cluster.ts';
import { databases, databaseUrl, ensureDatabases, grantAfterMigration } from '../postgres/roles.ts';
import { isServerReady } from '../postgres/server.ts';
import type { InstallationSecrets } from '../secrets.ts';
import type { StateFolder } from '../state-folder.ts';
import type { Supervisor } from '../supervisor/client.ts';
import { postgresService } from './services.ts';
import { waitUntil } from './wait.ts';

const SERVER_TIMEOUT_MS = 30_000;
const INSUFFICIENT_PRIVILEGE = '42501';

/** Both databases of an installation, wherever their server is. */
export interface Databases {
  readonly regentUrl: string;
  readonly litellmUrl: string;
  /** Reads LiteLLM's tables; null on a server of the operator's own, where we were given no such role. */
  readonly readUrl: string | null;
  /** What has to be granted again once LiteLLM's schema has moved. */
  afterMigration(): Promise<void>;
}

/** Starts (or adopts) the embedded server and makes its databases and roles. */
export async function embeddedDatabases(
  state: StateFolder,
  secrets: InstallationSecrets,
  supervisor: Supervisor,
): Promise<{ databases: Databases; cluster: Cluster }> {
  const cluster = await prepareCluster(state.postgres);
  // A healthy server is adopted as it is, never replaced.
  if (!(await isServerReady(cluster))) await supervisor.keep(postgresService(state, cluster));
  await waitUntil(
    () => isServerReady(cluster),
    SERVER_TIMEOUT_MS,
    `PostgreSQL did not become ready; see ${state.logs}/postgres.log.`,
  );
  await ensureDatabases(cluster, secrets);
  const url = (role: string, password: string, database: string) => databaseUrl(cluster, role, password, database);
  return {
    cluster,
    databases: {
      regentUrl: url('regent', secrets.regentPassword, databases.regent),
      litellmUrl: url('litellm', secrets.litellmPassword, databases.litellm),
      readUrl: url('regent_read', secrets.readPassword, databases.litellm),
      afterMigration: () => grantAfterMigration(cluster),
    },
  };
}

/**
 * A server of the operator's own. LiteLLM's database is made on it when it was not named and we may.
 * @throws with the exact SQL to run when we may not, and with the server's own words when it cannot be asked.
 */
export async function externalDatabases(regentUrl: string, litellmUrl: string | null): Promise<Databases> {
  const afterMigration = async () => undefined;
  if (litellmUrl) return { regentUrl, litellmUrl, readUrl: null, afterMigration };
  const made = new URL(regentUrl);
  made.pathname = `/${databases.litellm}`;
  const sql = postgres(regentUrl, { max: 1, onnotice: () => {} });
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${databases.litellm}`;
    if (!found) await sql.unsafe(`CREATE DATABASE ${databases.litellm}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : String(error);
    if (!(error instanceof postgres.PostgresError)) {
      throw new Error(`The server of DATABASE_URL cannot be reached: ${reason}`, { cause: error });
    }
    if (error.code !== INSUFFICIENT_PRIVILEGE)
      throw new Error(`The server of DATABASE_URL refuses: ${reason}`, { cause: error });
    const user = decodeURIComponent(made.username);
    throw new Error(
      `LiteLLM needs a database of its own and this role may not make one (${reason}). ` +
        `Run as a superuser: CREATE DATABASE ${databases.litellm} OWNER "${user}"; or set LITELLM_DATABASE_URL.`,
      { cause: error },
    );
  } finally {
    await sql.end();
  }
  return { regentUrl, litellmUrl: made.href, readUrl: null, afterMigration };
}
