import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { StateFolder } from './state-folder.ts';

const hex = (bytes: number) => randomBytes(bytes).toString('hex');

/** What the installation itself needs; made once, kept 0600, part of every backup. */
const InstallationSecrets = z.object({
  /** Wraps the vault's data keys; 32 bytes, base64. */
  vaultKey: z.string().default(() => randomBytes(32).toString('base64')),
  masterKey: z.string().default(() => `sk-${hex(24)}`),
  /** Never rotates: LiteLLM encrypts rows with it. */
  saltKey: z.string().default(() => `sk-${hex(24)}`),
  /** Passwords of the roles of the embedded Postgres. */
  regentPassword: z.string().default(() => hex(24)),
  litellmPassword: z.string().default(() => hex(24)),
  readPassword: z.string().default(() => hex(24)),
  keepPassword: z.string().default(() => hex(24)),
  /** The command line's own API token on this machine. */
  localToken: z.string().default(() => `rgt_local_${hex(24)}`),
});
export type InstallationSecrets = z.infer<typeof InstallationSecrets>;

/** Reads the secrets of this installation, making what is missing. What exists is never replaced. */
export async function loadSecrets(state: StateFolder): Promise<InstallationSecrets> {
  const text = await readFile(state.secretsFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  const secrets = InstallationSecrets.parse(JSON.parse(text));
  const complete = `${JSON.stringify(secrets, null, 2)}\n`;
  if (complete !== text) await writePrivate(state.secretsFile, complete);
  await writePrivate(state.localTokenFile, secrets.localToken);
  return secrets;
}

/** Writes a file that only its owner reads, whole or not at all. */
export async function writePrivate(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
