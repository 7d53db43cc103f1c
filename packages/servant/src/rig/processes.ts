import { readdirSync, readFileSync } from 'node:fs';

/** A process and all that descend from it. */
export function processTree(root: number): number[] {
  const found = [root];
  for (const pid of found) {
    for (const task of list(`/proc/${pid}/task`)) {
      const children = read(`/proc/${pid}/task/${task}/children`) ?? '';
      found.push(...children.split(' ').filter(Boolean).map(Number));
    }
  }
  return found;
}

/** False for a zombie too: whoever adopted it has not reaped it yet. */
export function isRunning(pid: number): boolean {
  const state = read(`/proc/${pid}/stat`)?.split(') ').at(-1)?.charAt(0);
  return state !== undefined && state !== 'Z';
}

/** What a process and its descendants show as their environment to whoever may look. */
export function environmentBlocks(root: number): string {
  return processTree(root)
    .map((pid) => read(`/proc/${pid}/environ`) ?? '')
    .join('\n');
}

/** The words that a process was started with; none when it is gone. */
export function commandLine(pid: number): string {
  return read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? '';
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // the process is gone
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // the process is gone
  }
}
