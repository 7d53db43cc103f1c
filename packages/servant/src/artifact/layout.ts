import { join } from 'node:path';

/** Names inside an artifact folder. The launcher knows the three files by the same names. */
export const CONFIG_FILE = 'config.yaml';
export const ENVIRONMENT_FILE = 'servant.env';
export const DESCRIPTION_FILE = 'artifact.json';

/** A symlink to the live revision's folder; following it once gives one whole pair. */
export function currentFolder(artifactFolder: string): string {
  return join(artifactFolder, 'current');
}

export function revisionsFolder(artifactFolder: string): string {
  return join(artifactFolder, 'revisions');
}

/** A symlink to the newest revision that a Servant has served. */
export function lastGoodFolder(artifactFolder: string): string {
  return join(artifactFolder, 'last-good');
}
