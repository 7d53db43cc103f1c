import { readFile } from 'node:fs/promises';
import { isCancel, password } from '@clack/prompts';
import { environment } from './env.ts';
import { CommandError } from './output.ts';

/** Where a secret for a command may come from, beside the terminal. Never from an argument: others can see those. */
export interface SecretOptions {
  readonly secretFile?: string;
}

/** The named file, else `REGENT_IMPORT_SECRET`; null when neither was given. @throws CommandError */
export async function givenSecret(options: SecretOptions): Promise<string | null> {
  if (options.secretFile === undefined) return environment.importSecret() ?? null;
  try {
    return (await readFile(options.secretFile, 'utf8')).trimEnd();
  } catch (error) {
    throw new CommandError(`Cannot read ${options.secretFile}: ${(error as Error).message}`);
  }
}

/** Asks at the terminal; null when nobody is there or the person gave none. */
export async function askSecret(question: string): Promise<string | null> {
  if (!process.stdin.isTTY) return null;
  const answer = await password({ message: question });
  return isCancel(answer) || answer === '' ? null : answer;
}
