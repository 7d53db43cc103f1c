import { createHash } from 'node:crypto';
import { readdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import * as z from 'zod';
import { type Artifact, type LiveArtifact, ServantWriteError } from '../driver.ts';
import { ensurePrivateFolder, syncFolder, writePrivateFile } from './durable-file.ts';
import { artifactHash } from './hash.ts';
import {
  CONFIG_FILE,
  currentFolder,
  DESCRIPTION_FILE,
  ENVIRONMENT_FILE,
  lastGoodFolder,
  revisionsFolder,
} from './layout.ts';

const Environment = z.record(z.string(), z.string());

/** Says who wrote a pair; believed only while its hash agrees with the files beside it. */
const Description = z.object({
  hash: z.string(),
  fingerprint: z.string(),
  revision: z.int(),
  deploymentIds: z.array(z.string()),
});
export type Description = z.infer<typeof Description>;

/** A live artifact with where it lies and, when Regent wrote it, what Regent knew of it. */
export interface StoredArtifact extends LiveArtifact {
  readonly folder: string;
  readonly description: Description | null;
}

/**
 * The artifact on the live path (or behind another link), or null when there is none. All of it comes from the folder that the link named before
 * and after the reading, so that the files belong together and none was pruned meanwhile.
 */
export async function readStoredArtifact(
  artifactFolder: string,
  link = currentFolder(artifactFolder),
): Promise<StoredArtifact | null> {
  let target = await readLink(link);
  while (target !== null) {
    const [reading] = await Promise.allSettled([readPair(join(artifactFolder, target))]);
    const now = await readLink(link);
    if (now === target) {
      if (reading.status === 'rejected') throw reading.reason;
      return reading.value;
    }
    target = now;
  }
  return null;
}

async function readPair(folder: string): Promise<StoredArtifact | null> {
  const text = await readFile(join(folder, CONFIG_FILE), 'utf8').catch(() => null);
  if (text === null) return null;
  const written = await readFile(join(folder, ENVIRONMENT_FILE), 'utf8').catch(() => '{}');
  const read = Environment.safeParse(parseJson(written));
  const environment = read.success ? read.data : {};
  const hash = read.success ? artifactHash({ text, environment }) : unreadableHash(text, written);
  const said = Description.safeParse(parseJson(await readFile(join(folder, DESCRIPTION_FILE), 'utf8').catch(() => '')));
  const description = said.success && said.data.hash === hash ? said.data : null;
  return { hash, revision: description?.revision ?? null, text, environment, folder, description };
}

/** Of a pair whose environment nobody can read: steady, and that of no artifact, so that it shows as drift. */
function unreadableHash(text: string, written: string): string {
  return createHash('sha256').update('unreadable\0').update(text).update('\0').update(written).digest('hex');
}

/**
 * Makes `artifact` the live one. The whole pair is on the disk and read back before one rename shows it; the last good
 * one stays beside it, others go. Writing what is there already changes nothing.
 * @throws ServantWriteError when it could not; then the live path is as before.
 */
export async function storeArtifact(artifactFolder: string, artifact: Artifact): Promise<StoredArtifact> {
  if (artifactHash(artifact) !== artifact.hash)
    throw new TypeError('The hash of the artifact is not that of its texts.');
  const before = await readStoredArtifact(artifactFolder);
  if (before?.hash === artifact.hash && before.revision === artifact.revision) return before;
  const revisions = revisionsFolder(artifactFolder);
  try {
    await ensurePrivateFolder(artifactFolder);
    await ensurePrivateFolder(revisions);
    const folder = await writeRevision(revisions, artifact);
    await pointAt(artifactFolder, currentFolder(artifactFolder), folder);
    await forgetUnused(artifactFolder).catch(() => {}); // they are tried again at the next write
    const stored = await readPair(folder);
    if (stored === null) throw new Error('it vanished after it was written');
    return stored;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ServantWriteError(`The artifact could not be written: ${reason}`, { cause: error });
  }
}

/** Remembers that a Servant has served this one, so that it stays when others are written. */
export async function markGood(artifactFolder: string, stored: StoredArtifact): Promise<void> {
  if ((await targetOf(lastGoodFolder(artifactFolder))) === basename(stored.folder)) return;
  await pointAt(artifactFolder, lastGoodFolder(artifactFolder), stored.folder);
  await forgetUnused(artifactFolder);
}

async function writeRevision(revisions: string, artifact: Artifact): Promise<string> {
  const name = await freeName(revisions, `${artifact.revision}-${artifact.hash.slice(0, 12)}`);
  const fresh = join(revisions, `.new-${name}`);
  await rm(fresh, { recursive: true, force: true });
  try {
    await ensurePrivateFolder(fresh);
    const { hash, fingerprint, revision, deploymentIds } = artifact;
    const description: Description = { hash, fingerprint, revision, deploymentIds: [...deploymentIds] };
    await writePrivateFile(join(fresh, CONFIG_FILE), artifact.text);
    await writePrivateFile(join(fresh, ENVIRONMENT_FILE), JSON.stringify(artifact.environment));
    await writePrivateFile(join(fresh, DESCRIPTION_FILE), JSON.stringify(description));
    await syncFolder(fresh);
    const written = await readPair(fresh);
    if (written?.hash !== hash || written.description === null)
      throw new Error('what was written reads back differently');
    await rename(fresh, join(revisions, name));
    await syncFolder(revisions);
    return join(revisions, name);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  }
}

/** A folder of the same name is one that somebody edited by hand: it may be live, so it is not touched. */
async function freeName(revisions: string, wanted: string): Promise<string> {
  const taken = new Set(await readdir(revisions));
  let name = wanted;
  for (let copy = 2; taken.has(name); copy++) name = `${wanted}.${copy}`;
  return name;
}

/** Lets a link of the artifact folder name another revision's folder, in one rename. */
export async function pointAt(artifactFolder: string, link: string, folder: string): Promise<void> {
  const next = `${link}.next`;
  await rm(next, { force: true });
  await symlink(relative(artifactFolder, folder), next);
  await rename(next, link);
  await syncFolder(artifactFolder);
}

async function forgetUnused(artifactFolder: string): Promise<void> {
  const revisions = revisionsFolder(artifactFolder);
  const kept = [await targetOf(currentFolder(artifactFolder)), await targetOf(lastGoodFolder(artifactFolder))];
  for (const name of await readdir(revisions)) {
    if (!kept.includes(name)) await rm(join(revisions, name), { recursive: true, force: true });
  }
}

async function targetOf(link: string): Promise<string | null> {
  const target = await readLink(link);
  return target === null ? null : basename(target);
}

function readLink(path: string): Promise<string | null> {
  return readlink(path).catch(() => null);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no schema takes it
  }
}
