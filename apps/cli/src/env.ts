import { isatty } from 'node:tty';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The only place of the command line that reads the process environment. */
export const environment = {
  /** Where the local run keeps its state. Root lends Postgres to another account, which cannot enter root's home. */
  state: (): string => resolve(process.env.REGENT_STATE ?? defaultState()),
  url: (): string | undefined => process.env.REGENT_URL,
  token: (): string | undefined => process.env.REGENT_TOKEN,
  /** Passphrase, age identity, master key or salt key of what is imported. */
  importSecret: (): string | undefined => process.env.REGENT_IMPORT_SECRET,
  databaseUrl: (): string | null => process.env.DATABASE_URL ?? null,
  litellmDatabaseUrl: (): string | null => process.env.LITELLM_DATABASE_URL ?? null,
  engineFolder: (): string | null => process.env.REGENT_ENGINE_FOLDER ?? null,
  /** Set by `npm run dev`: where Vite serves the web admin. */
  devUrl: (): string | null => process.env.REGENT_DEV_URL ?? null,
  configPath: (): string | null => process.env.CONFIG_PATH ?? null,
  colour: (): boolean => process.env.NO_COLOR === undefined && isatty(1),
  /** What the engine inherits, so that `os.environ/NAME` of a provider key works as in a plain LiteLLM. */
  forEngine: (): Record<string, string> =>
    Object.fromEntries(
      Object.entries(process.env).filter(
        (entry): entry is [string, string] => entry[1] !== undefined && isForEngine(entry[0]),
      ),
    ),
};

const repository = resolve(import.meta.dirname, '../../..');

function defaultState(): string {
  const below = (folder: string) => repository === folder || repository.startsWith(`${folder}/`);
  return process.getuid?.() === 0 && below(homedir()) ? '/var/lib/regent' : join(repository, '.regent');
}

/** Names that belong to the installation or to the shell stay out. */
const NOT_FOR_ENGINE =
  /^(REGENT_|DATABASE_URL$|LITELLM_|CONFIG_PATH$|npm_|NODE_|PNPM_|TURBO_|PATH$|HOME$|PWD$|OLDPWD$|SHLVL$|_$|TERM|SHELL$|LS_|SSH_)/;
const isForEngine = (name: string) => !NOT_FOR_ENGINE.test(name);
