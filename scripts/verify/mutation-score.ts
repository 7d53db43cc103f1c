import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { trackedFiles } from './tracked-files.ts';

/** What `npm run mutation` last measured of a package. */
export interface MutationScore {
  /** Percent of the changes that the tests noticed. */
  readonly score: number;
  readonly killed: number;
  readonly total: number;
  /** Digest of the sources that were measured. */
  readonly sources: string;
}

const root = join(import.meta.dirname, '../..');
export const scoresFile = join(root, 'docs/mutation.json');

export function readScores(): Record<string, MutationScore> {
  return existsSync(scoresFile) ? JSON.parse(readFileSync(scoresFile, 'utf8')) : {};
}

/** Digest of a package's sources without its tests: another one means that its score is of older code. */
export function sourcesOf(name: string): string {
  const hash = createHash('sha256');
  const own = trackedFiles().filter(
    (path) => path.startsWith(`packages/${name}/src/`) && path.endsWith('.ts') && !path.endsWith('.test.ts'),
  );
  for (const file of own.sort()) {
    if (existsSync(join(root, file))) hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** One sentence for each package whose score is of older sources. It takes too long to be asked for at each change. */
export function scoreNotes(): string[] {
  return Object.entries(readScores())
    .filter(([name, { sources }]) => sources !== sourcesOf(name))
    .map(
      ([name, { score }]) => `mutation score of ${name} (${score} %) is of older sources; npm run mutation measures it`,
    );
}
