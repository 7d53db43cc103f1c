// `npm test`: brings what is missing, then runs every tier on Node 24.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bootstrap, nodeProgram, root } from './bootstrap.mjs';

const env = bootstrap();
const child = spawn(nodeProgram(), [join(root, 'scripts/test-tiers.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env,
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
