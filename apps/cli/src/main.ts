import { publicError } from '@regent/client';
import { CommanderError } from 'commander';
import { CommandError, exitCodes, output } from './output.ts';
import { program } from './program.ts';

/** `regent`: every failure ends in one sentence, what to do, and exit code 1. */
try {
  await program().parseAsync(process.argv);
} catch (error) {
  process.exitCode = exitCodes.error;
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else if (error instanceof CommandError) output.error(error);
  else if (error instanceof Error && error.name !== 'TRPCClientError') output.error(error);
  else output.error(publicError(error));
}
