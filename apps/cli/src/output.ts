import Table from 'cli-table3';
import pc from 'picocolors';
import { environment } from './env.ts';

/** Exit codes of every command: GitOps scripts depend on them. */
export const exitCodes = { ok: 0, error: 1, differs: 2 } as const;

const colours = pc.createColors(environment.colour());

/** Ends the command with a sentence and a hint; nothing else is printed for it. */
export class CommandError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** Data on standard output, words on standard error: pipes stay clean. */
export const output = {
  colours,
  line: (text = ''): void => void process.stdout.write(`${text}\n`),
  json: (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
  note: (text: string): void => void process.stderr.write(`${text}\n`),
  table: (head: readonly string[], rows: readonly (readonly string[])[]): void => {
    const none = {
      top: '',
      'top-mid': '',
      'top-left': '',
      'top-right': '',
      bottom: '',
      'bottom-mid': '',
      'bottom-left': '',
      'bottom-right': '',
    };
    const inner = { left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' };
    const table = new Table({
      head: head.map((text) => colours.bold(text)),
      chars: { ...none, ...inner },
      style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    });
    table.push(...rows.map((row) => [...row]));
    process.stdout.write(`${table.toString()}\n`);
  },
  error: (error: { message: string; hint?: string | undefined }): void => {
    process.stderr.write(`${colours.red('error')} ${error.message}\n`);
    if (error.hint) process.stderr.write(`      ${error.hint}\n`);
  },
};
