import { type RuleCode, ruleCatalog } from '@regent/renderer';
import type { Command } from 'commander';
import { CommandError, output } from '../output.ts';

export function registerExplain(root: Command): void {
  root
    .command('explain')
    .description('What a finding means: cause, fix and an example. Without a code: all codes.')
    .argument('[code]', 'as it stands behind a finding')
    .option('--json', 'print JSON')
    .action(explain);
}

function explain(code: string | undefined, options: { json?: boolean }): void {
  if (code === undefined) return options.json ? output.json(ruleCatalog) : printAll();
  if (!isCode(code)) throw new CommandError(`There is no finding "${code}".`, 'regent explain lists them all.');
  const meta = ruleCatalog[code];
  if (options.json) return output.json({ code, ...meta });
  const { bold, dim } = output.colours;
  output.line(`${bold(meta.title)}  ${dim(`${code}, usually ${meta.severity}`)}`);
  output.line(`\n${meta.cause}\n\n${bold('Fix')}  ${meta.fix}\n\n${bold('Example')}\n`);
  for (const line of meta.example.split('\n')) output.line(`    ${line}`);
}

function printAll(): void {
  const codes = Object.keys(ruleCatalog).sort() as RuleCode[]; // the catalog's own keys
  output.table(
    ['Code', 'Severity', 'Meaning'],
    codes.map((code) => [code, ruleCatalog[code].severity, ruleCatalog[code].title]),
  );
}

function isCode(text: string): text is RuleCode {
  return Object.hasOwn(ruleCatalog, text);
}
