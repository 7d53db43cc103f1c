import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { artifactHash } from '@regent/servant';
import { isJsonObject, type ItemView, type RunView } from '@regent/core';
import postgres from 'postgres';
import type { RegentClient } from '@regent/client';
import type { TestInstallation } from '../rig/installation.ts';

/** What the invariants are read from: a rig's installation or a local run. */
export interface Examined {
  readonly client: RegentClient;
  readonly artifactFolder: string;
  /** Of Regent's database. */
  readonly databaseUrl: string;
}

export function examined({ client, state, postgres: server }: TestInstallation): Examined {
  return { client, artifactFolder: state.artifacts, databaseUrl: server.url('regent') };
}

const RECOVERY_TIMEOUT_MS = 60_000;

/** Waits until no run is under way: finished, closed or recovered. */
export async function settled({ client }: Pick<Examined, 'client'>): Promise<RunView | null> {
  for (const deadline = Date.now() + RECOVERY_TIMEOUT_MS; ; await sleep(50)) {
    const run = await client.change.lastRun.query();
    if (run === null || run.outcome !== null) return run;
    if (Date.now() > deadline) throw new Error(`The run is not recovered: ${JSON.stringify(run.steps)}`);
  }
}

/**
 * `config.yaml == render(applied)`: the hash of the two files on the live path is the one that the newest revision
 * recorded. Read from disk and database, not from Regent's own word.
 */
export async function fileIsWhatIsApplied({
  artifactFolder,
  databaseUrl,
}: Omit<Examined, 'client'>): Promise<string | null> {
  const folder = join(artifactFolder, 'current');
  const text = await readFile(join(folder, 'config.yaml'), 'utf8');
  const environment = JSON.parse(await readFile(join(folder, 'servant.env'), 'utf8')) as Record<string, string>;
  const onDisk = artifactHash({ text, environment });
  const sql = postgres(databaseUrl, { max: 1 });
  try {
    const [newest] = await sql<{ number: number; artifact_hash: string }[]>`
      select number, artifact_hash from regent.revision order by number desc limit 1`;
    if (newest?.artifact_hash === onDisk) return null;
    const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
    return `revision ${newest?.number} recorded ${newest?.artifact_hash?.slice(0, 12)}, the disk holds ${onDisk.slice(0, 12)} (text ${digest})`;
  } finally {
    await sql.end();
  }
}

/** The value of a limit of the model, wherever the edit is now: staged if it is staged, else applied. */
export async function modelLimit(installation: TestInstallation, key: string): Promise<unknown> {
  const item: ItemView = await installation.client.item.get.query({ kind: 'model', key });
  const params = item.data.litellm_params;
  return isJsonObject(params) ? params.rpm : undefined;
}
