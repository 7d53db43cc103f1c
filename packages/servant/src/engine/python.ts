import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostEnvironment } from '../env.ts';
import { run } from './run.ts';

export interface Python {
  readonly executable: string;
  readonly version: readonly [number, number];
}

const OLDEST: readonly [number, number] = [3, 10];
/** Newer ones often lack wheels for a while; they are taken only when nothing else is there. */
const NEWEST_TRIED: readonly [number, number] = [3, 13];
const PROGRAM_NAMES = ['python3.12', 'python3.11', 'python3.13', 'python3.10', 'python3', 'python'];
const ASK = 'import sys; print(sys.executable, *sys.version_info[:2], sep="\\n")';
const ASK_TIMEOUT_MS = 10_000;

/**
 * A Python from 3.10 on: the operator's choice, else one on PATH, else one of pyenv's. Neither pip nor the venv module
 * has to be part of it.
 * @throws Error that says what to install, when there is none.
 */
export async function findPython(host: HostEnvironment): Promise<Python> {
  if (host.python !== undefined) return chosenPython(host.python);
  let newer: Python | null = null;
  for await (const candidate of candidates(host)) {
    const python = await ask(candidate);
    if (python === null || below(python.version, OLDEST)) continue;
    if (!below(NEWEST_TRIED, python.version)) return python;
    newer ??= python;
  }
  if (newer) return newer;
  throw new Error(
    'No Python from 3.10 on was found. Install one (Debian: `apt install python3`, macOS: `brew install python@3.12`), ' +
      'or name one with REGENT_PYTHON.',
  );
}

async function chosenPython(executable: string): Promise<Python> {
  const python = await ask(executable);
  if (python === null) throw new Error(`REGENT_PYTHON names ${executable}, which does not run as Python.`);
  if (below(python.version, OLDEST))
    throw new Error(`REGENT_PYTHON names Python ${python.version.join('.')}; 3.10 or newer is needed.`);
  return python;
}

async function* candidates(host: HostEnvironment): AsyncIterable<string> {
  for (const name of PROGRAM_NAMES) {
    for (const folder of host.path) yield join(folder, name);
  }
  if (host.home === undefined) return;
  const versions = join(host.home, '.pyenv/versions');
  const installed = await readdir(versions).catch(() => []);
  const newestFirst = installed.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  for (const version of newestFirst) yield join(versions, version, 'bin/python');
}

async function ask(executable: string): Promise<Python | null> {
  const path = { PATH: '/usr/bin:/bin' };
  const answer = await run(executable, ['-I', '-c', ASK], { environment: path, timeoutMs: ASK_TIMEOUT_MS }).catch(
    () => null,
  );
  const [found, major, minor] = answer?.trim().split('\n') ?? [];
  if (found === undefined || found === '' || major === undefined || minor === undefined) return null;
  return { executable: found, version: [Number(major), Number(minor)] };
}

function below(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}
