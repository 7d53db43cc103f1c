import { confirm, isCancel } from '@clack/prompts';
import { CommandError } from '../output.ts';

/** Asks before something that cannot be taken back quietly. @throws CommandError when nobody is there, or says no */
export async function askFirst(question: string, options: { yes?: boolean; json?: boolean }): Promise<void> {
  if (options.yes) return;
  if (!process.stdin.isTTY || options.json)
    throw new CommandError('Nobody is here to answer.', 'Use --yes in scripts.');
  const answer = await confirm({ message: question });
  if (isCancel(answer) || !answer) throw new CommandError('Not done; nothing was changed.');
}
