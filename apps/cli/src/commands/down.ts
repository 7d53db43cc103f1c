import { down } from '@regent/local';
import type { Command } from 'commander';
import { environment } from '../env.ts';
import { output } from '../output.ts';

export function registerDown(root: Command): void {
  root
    .command('down')
    .description('Stop everything that `regent up` started; data stays.')
    .action(async () => {
      let stopped = 0;
      await down(environment.state(), (name) => {
        stopped++;
        output.note(`  stopping ${name}`);
      });
      output.note(stopped === 0 ? 'Nothing ran.' : 'All stopped; data stays.');
    });
}
