// Runs a TypeScript program of the repository on Node 24: `node scripts/run.mjs FILE [ARGUMENTS]`.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { bootstrap, nodeProgram, root, stop } from './bootstrap.mjs';

const [file, ...given] = process.argv.slice(2);
const args = given[0] === '--' ? given.slice(1) : given;
if (!file) stop('usage: node scripts/run.mjs FILE [ARGUMENTS]');
const env = bootstrap();
const child = spawn(nodeProgram(), [resolve(root, file), ...args], { stdio: 'inherit', env });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
