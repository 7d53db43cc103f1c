import { writeFileSync } from 'node:fs';
import { hasError } from '@regent/core';
import { importConfig } from '../import/import.ts';
import { type CommandOptions, type CommandResult, ruleOptions } from './options.ts';
import { readConfigFile } from './read.ts';
import { printFindings } from './validate.ts';

/** One file → items, receipt and findings. Secrets go to the file of `--secrets` and are never printed. */
export function runImport(options: CommandOptions): CommandResult {
  const file = options.files[0] ?? '-';
  const read = readConfigFile(file);
  if (read.outcome !== 'read') return { exitCode: 2, output: printFindings([{ file, ...read.diagnostic }]) };
  const { items, secrets, receipt, diagnostics } = importConfig(read.text, ruleOptions(options, read.files));
  if (options.secrets !== undefined) {
    const values = Object.fromEntries(secrets.map(({ id, value }) => [id, value]));
    writeFileSync(options.secrets, `${JSON.stringify(values, null, 2)}\n`, { mode: 0o600 });
  }
  const hidden = secrets.map(({ value: _value, ...place }) => place);
  const exitCode = items.length === 0 && hasError(diagnostics) ? 1 : 0;
  return { exitCode, output: JSON.stringify({ items, secrets: hidden, receipt, diagnostics }, null, 2) };
}
