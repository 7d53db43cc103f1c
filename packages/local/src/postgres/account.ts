import { readFile } from 'node:fs/promises';

/** The system account that runs the server. PostgreSQL refuses root, so root lends it one of these. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const LENT_ACCOUNTS = ['postgres', 'nobody'];

/** Null when we are not root and the server simply runs as ourselves. */
export async function serverAccount(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of LENT_ACCOUNTS) {
    const entry = lines.find(([user]) => user === name);
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new Error(
    `Root cannot run PostgreSQL itself and needs one of these system accounts: ${LENT_ACCOUNTS.join(', ')}.`,
  );
}
