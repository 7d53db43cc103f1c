import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { type HostEnvironment, hostEnvironment, installerEnvironment } from '../env.ts';
import { generatePrismaClient } from './generate-prisma-client.ts';
import { findPython } from './python.ts';
import { writePrograms } from './programs.ts';
import { run } from './run.ts';
import { engineRefusal, supportedEngines } from './supported.ts';
import { findUv } from './uv.ts';

/** An engine that is ready to run. Everything it needs lies in `folder`; nothing is downloaded later. */
export interface InstalledEngine {
  readonly folder: string;
  readonly python: string;
  /** Of LiteLLM. */
  readonly version: string;
  /** What `PRISMA_QUERY_ENGINE_BINARY` is to name. */
  readonly queryEngine: string;
  /** False where `queryEngine` is a native one that the operator brought. */
  readonly queryEngineIsOurs: boolean;
  /** To be first on PATH: `node`, `query-engine`, and a `prisma` that refuses to run. */
  readonly binFolder: string;
  /** Python's folder of installed packages. */
  readonly packages: string;
}

export interface EngineProgress {
  readonly step: 'python' | 'uv' | 'packages' | 'client' | 'done';
  /** For people, one line. */
  readonly text: string;
}

export interface InstallOptions {
  /** Grows to about 600 MB. */
  readonly folder: string;
  readonly onProgress?: (progress: EngineProgress) => void;
}

const Stamp = z.object({ digest: z.string(), version: z.string(), packages: z.string() });
type Stamp = z.infer<typeof Stamp>;

const REQUIREMENTS = fileURLToPath(new URL('requirements.lock', import.meta.url));
/** Raised when the layout of the folder changes. */
const LAYOUT = 1;
const STAMP_FILE = 'engine.json';
const PACKAGES_TIMEOUT_MS = 15 * 60_000;

/**
 * Brings LiteLLM with everything it needs into `folder`, or finds it there: idempotent, and without network or delay
 * when it is there. An interrupted installation leaves nothing that counts; the next call starts anew. Versions lie
 * side by side, so that a running engine is never changed under its feet.
 * @throws Error that says what to do: no Python, no network, a package whose hash is wrong.
 */
export async function installEngine({ folder, onProgress }: InstallOptions): Promise<InstalledEngine> {
  const host = hostEnvironment();
  const digest = await wantedDigest();
  const home = join(folder, `${supportedEngines.locked}-${digest.slice(0, 8)}`);
  const stamp =
    (await readStamp(home, digest)) ?? (await build({ folder, home, digest, host }, onProgress ?? (() => {})));
  const refusal = engineRefusal(stamp.version);
  if (refusal !== null) throw new Error(refusal);
  const { binFolder, queryEngine } = await writePrograms(home);
  const native = host.nativeQueryEngine;
  if (native !== undefined && (await stat(native).catch(() => null)) === null) {
    throw new Error(
      `PRISMA_QUERY_ENGINE_BINARY names ${native}, which is not there. Mend it, or unset it to use Regent's own.`,
    );
  }
  return {
    folder: home,
    python: join(home, 'venv/bin/python'),
    version: stamp.version,
    queryEngine: native ?? queryEngine,
    queryEngineIsOurs: native === undefined,
    binFolder,
    packages: join(home, stamp.packages),
  };
}

async function wantedDigest(): Promise<string> {
  return createHash('sha256')
    .update(`${LAYOUT}\n`)
    .update(await readFile(REQUIREMENTS))
    .digest('hex');
}

async function readStamp(home: string, digest: string): Promise<Stamp | null> {
  const text = await readFile(join(home, STAMP_FILE), 'utf8').catch(() => null);
  if (text === null) return null;
  const stamp = Stamp.safeParse(JSON.parse(text));
  if (!stamp.success || stamp.data.digest !== digest) return null;
  const python = await stat(join(home, 'venv/bin/python')).catch(() => null); // follows the link to the host's Python
  return python === null ? null : stamp.data;
}

interface BuildPlan {
  readonly folder: string;
  readonly home: string;
  readonly digest: string;
  readonly host: HostEnvironment;
}

async function build(plan: BuildPlan, tell: (progress: EngineProgress) => void): Promise<Stamp> {
  const started = performance.now();
  const site = `${plan.home}.new-${process.pid}`;
  await mkdir(plan.folder, { recursive: true, mode: 0o700 });
  await removeLeftovers(plan.folder);
  await mkdir(site, { mode: 0o700 });
  const options = { environment: installerEnvironment(), timeoutMs: PACKAGES_TIMEOUT_MS, cwd: site };
  const python = await findPython(plan.host);
  tell({ step: 'python', text: `Python ${python.version.join('.')} (${python.executable})` });
  const uv = await findUv(plan.folder, python.executable, { host: plan.host, run: options });
  tell({ step: 'uv', text: uv });
  tell({ step: 'packages', text: `LiteLLM ${supportedEngines.locked} with its packages, from the locked list` });
  // Relocatable, because the folder gets its final name only when it is whole.
  await run(uv, ['venv', '--quiet', '--relocatable', '--python', python.executable, 'venv'], options);
  const interpreter = join(site, 'venv/bin/python');
  await run(uv, ['pip', 'sync', '--quiet', '--require-hashes', '--python', interpreter, REQUIREMENTS], options);
  const packages = join('venv/lib', `python${python.version.join('.')}`, 'site-packages');
  tell({ step: 'client', text: 'the database client of LiteLLM' });
  await generatePrismaClient({ folder: site, home: plan.home, packages }, options);
  const stamp: Stamp = { digest: plan.digest, version: await litellmVersion(join(site, packages)), packages };
  await writeFile(join(site, STAMP_FILE), JSON.stringify(stamp));
  await takePlace(site, plan.home, plan.digest);
  tell({
    step: 'done',
    text: `LiteLLM ${stamp.version} installed in ${Math.round((performance.now() - started) / 100) / 10} s`,
  });
  return stamp;
}

/** Another process may have installed the same meanwhile; the first one stays, because it may run already. */
async function takePlace(site: string, home: string, digest: string): Promise<void> {
  if (await readStamp(home, digest)) {
    await rm(site, { recursive: true, force: true });
    return;
  }
  await rm(home, { recursive: true, force: true });
  await rename(site, home);
}

/** Folders of installations whose process is gone. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /\.new-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch {
    return false;
  }
}

async function litellmVersion(packages: string): Promise<string> {
  const names = await readdir(packages);
  const version = names.map((name) => /^litellm-(.+)\.dist-info$/.exec(name)?.[1]).find((found) => found !== undefined);
  if (version === undefined) throw new Error(`There is no LiteLLM in ${packages}.`);
  return version;
}
