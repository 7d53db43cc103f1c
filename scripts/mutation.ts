import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MutationScore, readScores, scoresFile, sourcesOf } from './verify/mutation-score.ts';

/**
 * `npm run mutation`: changes the code of the pure packages in small ways and counts how many changes the tests notice.
 * Incremental: only what changed since the last run is tried again. The result is kept in `docs/mutation.json`.
 */
const SCORE_MIN = 80;
const root = join(import.meta.dirname, '..');
const packages = process.argv.slice(2).length > 0 ? process.argv.slice(2) : ['core', 'renderer'];

const scores = readScores();
let low = false;
for (const name of packages) {
  const folder = join(root, 'packages', name);
  const done = spawnSync('stryker', ['run', 'stryker.config.json', '--incremental'], { cwd: folder, stdio: 'inherit' });
  if (done.status !== 0) process.exit(done.status ?? 1);
  const score = read(join(folder, 'reports/mutation.json'), sourcesOf(name));
  scores[name] = score;
  low ||= score.score < SCORE_MIN;
  console.log(`${name}: ${score.score} % of ${score.total} changes noticed`);
}
writeFileSync(scoresFile, `${JSON.stringify(scores, null, 2)}\n`);
process.exitCode = low ? 1 : 0;

function read(report: string, sources: string): MutationScore {
  const { files } = JSON.parse(readFileSync(report, 'utf8')) as {
    files: Record<string, { mutants: { status: string }[] }>;
  };
  const mutants = Object.values(files).flatMap((file) => file.mutants);
  const counted = mutants.filter(({ status }) => !['Ignored', 'CompileError', 'RuntimeError'].includes(status));
  const killed = counted.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
  return {
    score: Math.round((1000 * killed) / Math.max(1, counted.length)) / 10,
    killed,
    total: counted.length,
    sources,
  };
}
