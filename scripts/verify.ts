import { spawn } from 'node:child_process';
import { boundaryProblems } from './verify/boundaries.ts';
import { diagnosticProblems } from './verify/diagnostics.ts';
import { sizeProblems } from './verify/file-sizes.ts';
import { scoreNotes } from './verify/mutation-score.ts';
import { wordProblems } from './verify/words.ts';

/**
 * `npm run verify`: what can be known without running the product. Every check runs to its end, and what it found is
 * printed below its name; exit code 1 when any found something.
 */
interface Check {
  readonly name: string;
  run(): Promise<readonly string[]>;
}

const checks: readonly Check[] = [
  { name: 'format', run: () => program('biome', ['format', '--max-diagnostics=50', '.']) },
  { name: 'lint', run: () => program('oxlint', ['--type-aware', '--deny-warnings', '-f', 'unix']) },
  {
    name: 'types',
    run: () => program('turbo', ['run', 'check-types', '--output-logs=errors-only', '--no-update-notifier']),
  },
  { name: 'dead code', run: () => program('knip', ['--no-progress', '--cache']) },
  { name: 'versions', run: () => program('sherif', ['--fail-on-warnings']) },
  { name: 'boundaries', run: boundaryProblems },
  { name: 'diagnostics', run: diagnosticProblems },
  { name: 'file sizes', run: sizeProblems },
  { name: 'words', run: wordProblems },
];

let failed = 0;
for (const check of checks) {
  const startedAt = performance.now();
  const problems = await check.run();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${check.name} ${seconds} s`);
  for (const problem of problems) console.log(`     ${problem}`);
  if (problems.length > 0) failed++;
}
for (const note of scoreNotes()) console.log(`note ${note}`);
console.log(`verify: ${checks.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** The output lines of a program that failed; none when it ended with 0. */
function program(command: string, args: readonly string[]): Promise<readonly string[]> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('error', (error) => resolve([error.message]));
    child.on('close', (code) => resolve(code === 0 ? [] : said.trim().split('\n')));
  });
}
