import { publicError } from '@regent/client';
import { CommanderError } from 'commander';
import { CommandError, exitCodes, output } from './output.ts';
import { program } from './program.ts';

/** Runs one command line; every failure ends in one sentence, what to do, and exit code 1. */
export async function run(argv: readonly string[]): Promise<void> {
  try {
    await program().parseAsync(argv);
  } catch (error) {
    process.exitCode = exitCodes.error;
    if (error instanceof CommanderError) process.exitCode = error.exitCode;
    else if (error instanceof CommandError) output.error(error);
    else if (error instanceof Error && error.name !== 'TRPCClientError') output.error(error);
    else output.error(publicError(error));
  }
}
