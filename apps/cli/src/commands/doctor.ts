import { diagnose } from '@regent/local';
import type { Command } from 'commander';
import { localUrl } from '../connection.ts';
import { environment } from '../env.ts';
import { exitCodes, output } from '../output.ts';

export function registerDoctor(root: Command): void {
  root
    .command('doctor')
    .description('Look at the local installation and say what is wrong and what to do.')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const checks = await diagnose(environment.state(), await localUrl());
      if (checks.some((check) => check.state === 'bad')) process.exitCode = exitCodes.error;
      if (options.json) return output.json(checks);
      for (const check of checks) {
        const mark = {
          good: output.colours.green('✓'),
          bad: output.colours.red('✗'),
          unknown: output.colours.dim('?'),
        }[check.state];
        output.line(`${mark} ${check.name.padEnd(16)} ${check.evidence}`);
        if (check.remedy) output.line(`  ${''.padEnd(16)} ${check.remedy}`);
      }
    });
}
