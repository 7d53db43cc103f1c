// `npm start`: brings what is missing, builds the web admin when it changed, then `regent up`.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bootstrap, nodeProgram, root, stop } from './bootstrap.mjs';

const env = bootstrap();
const built = spawnSync(
  'turbo',
  ['run', 'build', '--filter=@regent/web', '--output-logs=errors-only', '--no-update-notifier'],
  {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  },
);
if (built.status !== 0) stop('The web admin could not be built; the message is above.');
const child = spawn(nodeProgram(), [join(root, 'apps/cli/src/main.ts'), 'up', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env,
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
