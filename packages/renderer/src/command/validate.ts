import { type Diagnostic, hasError } from '@regent/core';
import { dirname, join } from 'node:path';
import { validateFiles } from '../validate.ts';
import { type CommandOptions, type CommandResult, ruleOptions } from './options.ts';
import { readConfigFile } from './read.ts';

export type FileDiagnostic = Diagnostic & { readonly file: string };

/** Findings of all files: as one JSON array, or a line each. Exit 2 when a file cannot be read, 1 when there is an error. */
export function runValidate(options: CommandOptions): CommandResult {
  let unreadable = false;
  const findings = options.files.flatMap((file): FileDiagnostic[] => {
    const read = readConfigFile(file);
    unreadable ||= read.outcome === 'unreadable';
    if (read.outcome !== 'read') return [{ file, ...read.diagnostic }];
    return validateFiles(read.text, ruleOptions(options, read.files)).map(({ file: included, diagnostic }) => ({
      file: included === null ? file : join(dirname(file), included),
      ...diagnostic,
    }));
  });
  const exitCode = unreadable ? 2 : hasError(findings) ? 1 : 0;
  return { exitCode, output: options.json ? JSON.stringify(findings.map(jsonRow), null, 2) : printFindings(findings) };
}

function jsonRow({ file, severity, code, path, pointer, line, column, message, hint }: FileDiagnostic) {
  return {
    file,
    severity,
    code,
    path,
    pointer,
    line: line ?? null,
    column: column ?? null,
    message,
    hint: hint ?? null,
  };
}

/** Lines for people; who wants thousands takes JSON. */
const printedMax = 300;

/** `config.yaml:12:5 error wrong-type model_list[0].rpm: Expected …` */
export function printFindings(findings: readonly FileDiagnostic[]): string {
  if (findings.length === 0) return 'No findings.';
  const more = findings.length - printedMax;
  return findings
    .slice(0, printedMax)
    .map(({ file, line, column, severity, code, path, message, hint }) => {
      const place = `${file}:${line ?? 1}:${column ?? 1}`;
      return `${place} ${severity} ${code} ${path === '' ? '' : `${path}: `}${message}${hint === undefined ? '' : ` ${hint}`}`;
    })
    .concat(more > 0 ? [`… and ${more} more findings. Mend these first, or print all with --json.`] : [])
    .join('\n');
}
