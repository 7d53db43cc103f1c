import { posix } from 'node:path';
import type { InspectedContainer } from './container.ts';

/** How a plain LiteLLM container sees its configuration. */
export type ConfigMount =
  /** Its folder is mounted: a file that is replaced is seen at the next start. */
  | { readonly kind: 'folder'; readonly path: string }
  /** The file itself is mounted: the container holds on to the old one until it is restarted. */
  | { readonly kind: 'file'; readonly path: string }
  /** It lies inside the image, where nobody outside can change it. */
  | { readonly kind: 'none'; readonly path: string }
  /** Its command names none. */
  | { readonly kind: 'unnamed' };

/** Where LiteLLM's command line, or else its environment, says that its configuration lies, and what is mounted there. */
export function configMount({ command, environment, mounts }: InspectedContainer): ConfigMount {
  const path = named(command) ?? environment.CONFIG_FILE_PATH;
  if (path === undefined) return { kind: 'unnamed' };
  const places = mounts.map(({ destination }) => posix.resolve(destination));
  if (places.includes(posix.resolve(path))) return { kind: 'file', path };
  const folders = places.filter((place) => posix.resolve(path).startsWith(place === '/' ? '/' : `${place}/`));
  return { kind: folders.length > 0 ? 'folder' : 'none', path };
}

function named(command: readonly string[]): string | undefined {
  for (const [index, word] of command.entries()) {
    if (word === '--config' || word === '-c') return command[index + 1];
    if (word.startsWith('--config=')) return word.slice('--config='.length);
  }
  return undefined;
}

/** What somebody should know about it, as a sentence; null when all is well. */
export function mountAdvice(mount: ConfigMount): string | null {
  switch (mount.kind) {
    case 'folder':
      return null;
    case 'file':
      return `The container mounts the single file ${mount.path}, and sees a new one only after a restart. Mount its folder instead.`;
    case 'none':
      return `The container reads ${mount.path} from its image. Mount the folder that Regent writes there.`;
    case 'unnamed':
      return 'The command of the container names no --config, so that it cannot read what Regent writes.';
  }
}
