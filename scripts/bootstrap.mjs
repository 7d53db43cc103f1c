// Brings what a fresh clone needs on a host with Node >= 20 and npm: pnpm, all packages, Node 24.
// Plain JavaScript without dependencies, because nothing is installed yet when it runs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const PNPM = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).packageManager.split('@')[1];
const NODE_MAJOR_MIN = 20;
const stamp = join(root, 'node_modules', '.regent-install');

/**
 * Installs what is missing and returns the environment in which every other program of the repository runs.
 * A second call with nothing changed needs no network and takes a few milliseconds.
 */
export function bootstrap({ say = (line) => console.error(line) } = {}) {
  if (Number(process.versions.node.split('.')[0]) < NODE_MAJOR_MIN) {
    stop(
      `Node ${NODE_MAJOR_MIN} or newer is needed; this is ${process.versions.node}. Install it from your system's packages.`,
    );
  }
  const wanted = fingerprint();
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    const pnpm = bringPnpm(say);
    say('Installing packages (once per lockfile) …');
    const done = spawnSync(pnpm, ['install', '--frozen-lockfile', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: environment(),
    });
    if (done.status !== 0)
      stop('pnpm could not install the packages; its message is above. Is the npm registry reachable?');
    writeFileSync(stamp, wanted);
  }
  return environment();
}

/** The environment with Node 24, our pnpm and the packages' programs first on PATH. */
function environment() {
  const folders = [
    join(nodeFolder(), 'bin'),
    join(root, 'node_modules', '.bin'),
    join(root, '.tools', 'node_modules', '.bin'),
  ];
  return {
    ...process.env,
    PATH: [...folders, process.env.PATH].join(delimiter),
    TURBO_TELEMETRY_DISABLED: '1',
    NODE_NO_WARNINGS: '1',
  };
}

/** Node 24 comes as a platform package; where there is none, the host's own Node has to be new enough. */
export function nodeProgram() {
  const own = join(nodeFolder(), 'bin', 'node');
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return stop(
    `Node 24 is needed, and there is no package of it for ${process.platform}-${process.arch}. Install Node 24 and run this again.`,
  );
}

const nodeFolder = () => join(root, 'node_modules', `node-${process.platform}-${process.arch}`);

function bringPnpm(say) {
  const found = spawnSync('pnpm', ['--version'], { encoding: 'utf8', cwd: root });
  if (found.status === 0 && found.stdout.trim() === PNPM) return 'pnpm';
  const own = join(root, '.tools', 'node_modules', '.bin', 'pnpm');
  const version = existsSync(own) ? spawnSync(own, ['--version'], { encoding: 'utf8' }).stdout?.trim() : null;
  if (version === PNPM) return own;
  say(`Fetching pnpm ${PNPM} …`);
  mkdirSync(join(root, '.tools'), { recursive: true });
  const options = [
    'install',
    '--prefix',
    '.',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    `pnpm@${PNPM}`,
  ];
  const done = spawnSync('npm', options, { cwd: join(root, '.tools'), stdio: ['ignore', 'ignore', 'inherit'] });
  if (done.status !== 0) stop('npm could not fetch pnpm; its message is above. Is the npm registry reachable?');
  return own;
}

/** Changes when any manifest or the lockfile does. */
function fingerprint() {
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', 'tests/package.json'];
  for (const folder of ['apps', 'packages']) {
    for (const name of ['api', 'web', 'cli', 'core', 'renderer', 'db', 'litellm', 'servant', 'local', 'client']) {
      files.push(`${folder}/${name}/package.json`);
    }
  }
  const hash = createHash('sha256').update(process.platform + process.arch);
  for (const file of files) if (existsSync(join(root, file))) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Ends the program with one sentence for people. */
export function stop(sentence) {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}
