import { spawn } from 'node:child_process';

export interface RunOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly cwd?: string;
}

const OUTPUT_CHARS_MAX = 64 * 1024;

/**
 * Runs a program to its end and returns what it printed.
 * @throws Error that names the program and ends with its last lines, when it fails, is not there or takes too long.
 */
export function run(program: string, args: readonly string[], options: RunOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: options.environment,
      cwd: options.cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
    });
    let output = '';
    const hear = (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-OUTPUT_CHARS_MAX);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else
        reject(
          new Error(`${program} ended with ${code ?? signal}: ${output.trim().split('\n').slice(-12).join('\n')}`),
        );
    });
  });
}
