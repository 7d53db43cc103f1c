import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';
import { artifactHash } from '../artifact/hash.ts';
import { syncFolder, writePrivateFile } from '../artifact/durable-file.ts';
import { type Artifact, type LiveArtifact, ServantWriteError } from '../driver.ts';

const Description = z.object({
  hash: z.string(),
  fingerprint: z.string(),
  revision: z.int(),
  deploymentIds: z.array(z.string()),
  environment: z.record(z.string(), z.string()),
});

/** The live pair of a plain LiteLLM: its own `config.yaml`, and beside it what Regent knows of it. */
export interface WrittenArtifact extends LiveArtifact {
  readonly fingerprint: string | null;
  readonly deploymentIds: readonly string[] | null;
  /** When the file was put there. */
  readonly writtenAtMs: number;
}

/** Null when there is no file yet. One that somebody else has written has no revision. */
export async function readConfigFile(path: string): Promise<WrittenArtifact | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const said = Description.safeParse(parseJson(await readFile(descriptionOf(path), 'utf8').catch(() => '')));
  const environment = said.success ? said.data.environment : {};
  const hash = artifactHash({ text, environment });
  const own = said.success && said.data.hash === hash ? said.data : null;
  return {
    hash,
    revision: own?.revision ?? null,
    text,
    environment,
    fingerprint: own?.fingerprint ?? null,
    deploymentIds: own?.deploymentIds ?? null,
    writtenAtMs: (await stat(path)).mtimeMs,
  };
}

/**
 * Replaces the file in one step; the one before stays beside it as `….last-good`. The description goes first: until the
 * file follows, its hash disagrees, and nobody believes it.
 * @throws ServantWriteError when it could not; then the file is as before.
 */
export async function writeConfigFile(path: string, artifact: Artifact): Promise<WrittenArtifact> {
  if (artifactHash(artifact) !== artifact.hash)
    throw new TypeError('The hash of the artifact is not that of its texts.');
  const { hash, fingerprint, revision, deploymentIds, environment } = artifact;
  try {
    const before = await readConfigFile(path);
    if (before?.hash === hash && before.revision === revision) return before;
    await mkdir(dirname(path), { recursive: true });
    if (before !== null) await replace(`${path}.last-good`, before.text);
    await replace(descriptionOf(path), JSON.stringify({ hash, fingerprint, revision, deploymentIds, environment }));
    await replace(path, artifact.text);
    const written = await readConfigFile(path);
    if (written?.hash !== hash) throw new Error('what was written reads back differently');
    return written;
  } catch (error) {
    throw new ServantWriteError(`The configuration could not be written: ${reasonOf(error, path)}`, { cause: error });
  }
}

const descriptionOf = (path: string) => join(dirname(path), `.${basename(path)}.regent.json`);

async function replace(path: string, text: string): Promise<void> {
  const fresh = `${path}.new`;
  await rm(fresh, { force: true });
  await writePrivateFile(fresh, text);
  await rename(fresh, path);
  await syncFolder(dirname(path));
}

function reasonOf(error: unknown, path: string): string {
  if (error instanceof Error && 'code' in error && error.code === 'EBUSY')
    return `${path} is itself a mount, which cannot be replaced in one step. Mount its folder instead.`;
  return error instanceof Error ? error.message : String(error);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no schema takes it
  }
}
