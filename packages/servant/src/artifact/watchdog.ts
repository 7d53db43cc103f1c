import { readFile, rename, rm, unlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import * as z from 'zod';
import { ServantWriteError, type Watch, type Watchdog, type WatchState } from '../driver.ts';
import { ensurePrivateFolder, syncFolder, writePrivateFile } from './durable-file.ts';
import { currentFolder, lastGoodFolder } from './layout.ts';
import { markGood, pointAt, readStoredArtifact, type StoredArtifact } from './store.ts';

/** Names that `launcher/watchdog.py` knows too: it is the one that acts when the time is over. */
const CONFIRM_FILE = 'confirm.json';
const REVERTED_FILE = 'reverted.json';

const Note = z.object({
  run: z.string(),
  hash: z.string(),
  /** Milliseconds since the epoch. */
  until: z.number(),
  back: z.object({ folder: z.string(), hash: z.string(), revision: z.int().nullable() }),
});
type Note = z.infer<typeof Note>;

export interface WatchdogOptions {
  readonly artifactFolder: string;
  /** Whether every replica serves this hash now: such an artifact is a good one to go back to. */
  readonly serves: (hash: string) => Promise<boolean>;
}

/** The watchdog of a launcher that looks at `artifactFolder`: files say everything, so that nobody else is needed. */
export function createWatchdog({ artifactFolder, serves }: WatchdogOptions): Watchdog {
  const path = (name: string) => join(artifactFolder, name);
  return {
    arm: async (watch) => {
      const good = await goodArtifact(artifactFolder, serves);
      const { folder, hash, revision } = good;
      const back = { folder: relative(artifactFolder, folder), hash, revision };
      await rm(path(REVERTED_FILE), { force: true });
      await writeNote(artifactFolder, { run: watch.run, hash: watch.hash, until: watch.until.getTime(), back });
    },
    state: () => readState(artifactFolder),
    extend: async ({ run, until }) => {
      const note = await readNote(path(CONFIRM_FILE));
      if (note?.run !== run) return false;
      await writeNote(artifactFolder, { ...note, until: until.getTime() });
      // The launcher may have taken the file away just before the new one came.
      if ((await readNote(path(REVERTED_FILE)))?.run !== run) return true;
      await rm(path(CONFIRM_FILE), { force: true });
      return false;
    },
    keep: async (run) => {
      const note = await readNote(path(CONFIRM_FILE));
      if (note?.run === run) await unlink(path(CONFIRM_FILE)).catch(ignoreMissing);
      if ((await readNote(path(REVERTED_FILE)))?.run === run) return false;
      const live = await readStoredArtifact(artifactFolder);
      if (live !== null && live.hash === note?.hash) await markGood(artifactFolder, live);
      return true;
    },
    takeBack: async (run) => {
      const note = await readNote(path(CONFIRM_FILE));
      if (note?.run !== run) return;
      // Whoever renames it acts; the launcher does the same when the time is over.
      const won = await rename(path(CONFIRM_FILE), path(REVERTED_FILE)).then(() => true, ignoreMissing);
      if (won) await pointAt(artifactFolder, currentFolder(artifactFolder), join(artifactFolder, note.back.folder));
    },
    forget: async (run) => {
      for (const name of [CONFIRM_FILE, REVERTED_FILE]) {
        if ((await readNote(path(name)))?.run === run) await rm(path(name), { force: true });
      }
    },
  };
}

/** True while this artifact serves on approval, so that it must not count as a good one. */
export async function isUnconfirmed(artifactFolder: string, hash: string): Promise<boolean> {
  return (await readNote(join(artifactFolder, CONFIRM_FILE)))?.hash === hash;
}

/** The one on the live path when the engine serves it, else the last one that it served. It stays while others come. */
async function goodArtifact(artifactFolder: string, serves: WatchdogOptions['serves']): Promise<StoredArtifact> {
  const live = await readStoredArtifact(artifactFolder);
  if (live !== null && live.description !== null && (await serves(live.hash))) {
    await markGood(artifactFolder, live);
    return live;
  }
  const good = await readStoredArtifact(artifactFolder, lastGoodFolder(artifactFolder));
  if (good === null) throw new ServantWriteError('There is no good artifact to go back to yet.');
  return good;
}

async function readState(artifactFolder: string): Promise<WatchState> {
  // In this order: the file only ever moves from the first name to the second.
  const armed = await readNote(join(artifactFolder, CONFIRM_FILE));
  if (armed !== null) return { state: 'armed', until: new Date(armed.until), ...watchOf(armed) };
  const reverted = await readNote(join(artifactFolder, REVERTED_FILE));
  return reverted === null ? { state: 'none' } : { state: 'reverted', ...watchOf(reverted) };
}

function watchOf({ run, hash, back }: Note): Watch {
  return { run, hash, back: { hash: back.hash, revision: back.revision } };
}

async function readNote(path: string): Promise<Note | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const read = Note.safeParse(JSON.parse(text));
  return read.success ? read.data : null;
}

async function writeNote(artifactFolder: string, note: Note): Promise<void> {
  const next = join(artifactFolder, `.${CONFIRM_FILE}.next`);
  try {
    await ensurePrivateFolder(artifactFolder);
    await rm(next, { force: true });
    await writePrivateFile(next, JSON.stringify(note));
    await rename(next, join(artifactFolder, CONFIRM_FILE));
    await syncFolder(artifactFolder);
  } catch (error) {
    throw new ServantWriteError('The deadline could not be written.', { cause: error });
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
