import { spawn } from 'node:child_process';
import { join } from 'node:path';

/**
 * `npm run dev`: the local run with hot reload. Postgres and the gateway come up as in `npm start`; Regent is restarted by
 * Node when a file of it changes, and the web admin is served by Vite, which hands `/trpc` through.
 */
const root = join(import.meta.dirname, '..');
const env = { ...process.env, REGENT_DEV_URL: 'http://127.0.0.1:5173' };
const children = [
  spawn(process.execPath, [join(root, 'apps/cli/src/main.ts'), 'up', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env,
  }),
  spawn('vite', ['dev', '--host', '127.0.0.1', '--clearScreen', 'false'], {
    cwd: join(root, 'apps/web'),
    stdio: 'inherit',
    env,
  }),
];
const end = () => {
  for (const child of children) child.kill('SIGTERM');
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
for (const child of children) child.on('exit', end);
