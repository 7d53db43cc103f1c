import type { RolePasswords } from './postgres/roles.ts';

/** The only place of this package that reads the process environment: what a program needs to find others. */
export function hostEnvironment(): Record<string, string> {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: process.env.HOME ?? '/', NODE_NO_WARNINGS: '1' };
}

/** What the one-shot containers that prepare the databases are told. */
export interface PrepareEnvironment {
  /** Of a superuser; null on a server of the operator's own, where databases and roles are theirs to make. */
  readonly superuserUrl: string | null;
  readonly litellmUrl: string;
  readonly passwords: RolePasswords;
  /** Files of LiteLLM, among them its migrations. */
  readonly engineFolder: string;
}

export function prepareEnvironment(): PrepareEnvironment {
  const env = process.env;
  return {
    superuserUrl: env.REGENT_SUPERUSER_DATABASE_URL || null,
    litellmUrl: env.LITELLM_DATABASE_URL ?? '',
    passwords: {
      regentPassword: env.REGENT_DB_PASSWORD ?? '',
      litellmPassword: env.LITELLM_DB_PASSWORD ?? '',
      readPassword: env.REGENT_READ_PASSWORD ?? '',
      keepPassword: env.REGENT_KEEP_PASSWORD ?? '',
    },
    engineFolder: env.REGENT_ENGINE_FOLDER ?? '',
  };
}
