import postgres from 'postgres';
import type { PrepareEnvironment } from '../env.ts';
import { ensureDatabases } from '../postgres/roles.ts';
import { waitUntil } from '../up/wait.ts';

const SERVER_TIMEOUT_MS = 120_000;

/**
 * Waits for the server, then makes both databases with their roles and brings passwords up to date. On a server of the
 * operator's own it only waits.
 */
export async function prepareDatabases(environment: PrepareEnvironment, say: (text: string) => void): Promise<void> {
  const { superuserUrl, litellmUrl, passwords } = environment;
  await serverAnswers(superuserUrl ?? litellmUrl);
  if (superuserUrl === null) {
    say('The databases are the operator\u2019s own.');
    return;
  }
  await ensureDatabases(superuserOf(superuserUrl), passwords);
  say('The databases regent and litellm are there, with their roles.');
}

/** Any answer counts but "not yet" and "not there": what is wrong with a password is said by whoever uses it. */
export async function serverAnswers(url: string): Promise<void> {
  const { hostname } = new URL(url);
  await waitUntil(() => answers(url), SERVER_TIMEOUT_MS, `The Postgres server ${hostname} does not answer.`);
}

export function superuserOf(url: string): { superuserUrl(database: string): string } {
  return {
    superuserUrl: (database) => {
      const own = new URL(url);
      own.pathname = `/${database}`;
      return own.href;
    },
  };
}

const CANNOT_CONNECT_NOW = '57P03';

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch (error) {
    return error instanceof postgres.PostgresError && error.code !== CANNOT_CONNECT_NOW;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
