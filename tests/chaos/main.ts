import { spawn } from 'node:child_process';

/** `npm run chaos [KILLS]`: the long run; at least a thousand kills unless a number is given. */
const kills = process.argv[2] ?? '1000';
const child = spawn('vitest', ['run', '--project=chaos'], {
  stdio: 'inherit',
  env: { ...process.env, CHAOS_KILLS: kills },
});
child.on('exit', (code) => process.exit(code ?? 1));
