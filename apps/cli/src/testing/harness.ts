import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Harness, listen, MASTER_KEY, startHarness } from '@regent/api/testing';
import { vi } from 'vitest';
import { run } from '../run.ts';

interface Said {
  readonly out: string;
  readonly err: string;
  readonly exitCode: number;
}

/** The command line against an application of its own, as a shell would see it. */
export interface CliHarness {
  readonly api: Harness;
  readonly folder: string;
  /** Runs one command line; `--token` in it takes the place of a good one. */
  regent(...words: string[]): Promise<Said>;
  /** Writes a file into the folder; anything but text as JSON. Gives its path. */
  file(name: string, content: unknown): Promise<string>;
  close(): Promise<void>;
}

/** Commands that ask no Regent, and so take no address. */
const alone = ['explain', 'validate', 'render'];

export async function startCli(): Promise<CliHarness> {
  const api = await startHarness();
  const server = await listen(api);
  const folder = await mkdtemp(join(tmpdir(), 'regent-cli-'));
  const address = (words: readonly string[]) => {
    if (alone.includes(words[0] ?? '')) return [];
    return ['--url', server.url, ...(words.includes('--token') ? [] : ['--token', MASTER_KEY])];
  };
  return {
    api,
    folder,
    regent: (...words) => listened(['node', 'regent', ...words, ...address(words)]),
    file: async (name, content) => {
      const path = join(folder, name);
      await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
      return path;
    },
    close: async () => {
      server.close();
      await api.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function listened(argv: readonly string[]): Promise<Said> {
  const said = { out: '', err: '' };
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((said.out += String(text)), true));
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((said.err += String(text)), true));
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await run(argv);
    return { ...said, exitCode: process.exitCode };
  } finally {
    process.exitCode = before;
    out.mockRestore();
    err.mockRestore();
  }
}
