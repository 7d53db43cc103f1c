import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './test/chromium.ts';
import { ensureDocker } from './test/docker.ts';
import { ensureEngine } from './test/engine.ts';
import { ensureRedis } from './test/redis.ts';

/**
 * All tiers of `npm test`, one after the other, each with its time budget. A tier that cannot run fails, unless the
 * operator said `REGENT_TEST_WITHOUT=browser,docker`; then the last lines say so.
 */
interface Tier {
  readonly name: string;
  readonly budgetMin: number;
  readonly needs?: 'browser' | 'docker';
  prepare?(): Promise<void>;
  readonly command: readonly string[];
}

const full = process.argv.includes('--full');
const without = new Set((process.env.REGENT_TEST_WITHOUT ?? '').split(',').filter(Boolean));
const reports = join(import.meta.dirname, '../test-output/reports');
const suite = (...projects: string[]) => ['vitest', 'run', ...projects.map((name) => `--project=${name}`)];

const tiers: readonly Tier[] = [
  {
    name: 'build',
    budgetMin: 1,
    command: ['turbo', 'run', 'build', 'types', '--output-logs=errors-only', '--no-update-notifier'],
  },
  { name: 'verify', budgetMin: 1, command: ['node', 'scripts/verify.ts'] },
  {
    name: 'unit',
    budgetMin: 3,
    command: suite('core', 'renderer', 'db', 'litellm', 'servant', 'local', 'client', 'api', 'web', 'cli'),
  },
  {
    name: 'engine',
    budgetMin: 5,
    prepare: async () => {
      await ensureEngine();
      await ensureRedis();
    },
    command: suite('servant-engine', 'engine'),
  },
  { name: 'browser', budgetMin: 4, needs: 'browser', prepare: ensureChromium, command: suite('e2e') },
  { name: 'docker', budgetMin: 4, needs: 'docker', prepare: ensureDocker, command: suite('docker') },
  { name: 'chaos', budgetMin: 5, command: suite('chaos') },
];

rmSync(reports, { recursive: true, force: true });
const results: { name: string; ok: boolean; seconds: number; passed: number; failed: number; left: boolean }[] = [];
for (const tier of tiers) results.push(await runTier(tier));

console.log('\ntier      result   time      budget   tests');
for (const [index, result] of results.entries()) {
  const word = result.left ? 'left out' : result.ok ? 'passed' : 'FAILED';
  const budget = `${tiers[index]?.budgetMin} min`;
  console.log(
    `${result.name.padEnd(9)} ${word.padEnd(8)} ${`${result.seconds.toFixed(0)} s`.padEnd(9)} ${budget.padEnd(8)} ${result.passed + result.failed}`,
  );
}
const broken = results.filter((result) => !result.ok && !result.left);
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed =
  results.reduce((sum, result) => sum + result.failed, 0) + broken.filter((result) => result.failed === 0).length;
console.log(`${passed} passed, ${failed} failed`);
for (const result of results)
  if (result.left) console.log(`Not run, because REGENT_TEST_WITHOUT says so: ${result.name}.`);
process.exitCode = broken.length === 0 ? 0 : 1;

async function runTier(tier: Tier) {
  console.log(`\n=== ${tier.name} (budget ${tier.budgetMin} min)`);
  const startedAt = performance.now();
  const done = (ok: boolean, left = false) => {
    const seconds = (performance.now() - startedAt) / 1000;
    return { name: tier.name, ok, left, seconds, ...countTests(tier.name) };
  };
  if (tier.needs && without.has(tier.needs)) return done(false, true);
  try {
    await tier.prepare?.();
  } catch (error) {
    console.error((error as Error).message);
    return done(false);
  }
  return done((await run(tier)) === 0);
}

function run(tier: Tier): Promise<number> {
  const [command = '', ...args] = tier.command;
  const report = join(reports, `${tier.name}.json`);
  const extra = command === 'vitest' ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : [];
  const env = { ...process.env, REGENT_TEST_FULL: full ? '1' : '' };
  return new Promise((resolve) => {
    const child = spawn(command, [...args, ...extra], { stdio: ['ignore', 'inherit', 'inherit'], env });
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

function countTests(name: string): { passed: number; failed: number } {
  const report = join(reports, `${name}.json`);
  if (!existsSync(report)) return { passed: 0, failed: 0 };
  const { numPassedTests = 0, numFailedTests = 0 } = JSON.parse(readFileSync(report, 'utf8'));
  return { passed: numPassedTests, failed: numFailedTests };
}
