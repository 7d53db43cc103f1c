import { type Diagnostic, hasError } from '@regent/core';
import { validateConfig } from '../validate.ts';
import { type CommandOptions, type CommandResult, ruleOptions } from './options.ts';
import { readConfigFile } from './read.ts';

export type FileDiagnostic = Diagnostic & { readonly file: string };

/** Findings of all files: as one JSON array, or a line each. Exit 2 when a file cannot be read, 1 when there is an error. */
export function runValidate(options: CommandOptions): CommandResult {
  let unreadable = false;
  const findings = options.files.flatMap((file): FileDiagnostic[] => {
    const read = readConfigFile(file);
    unreadable ||= read.outcome === 'unreadable';
    const found =
      read.outcome === 'read' ? validateConfig(read.text, ruleOptions(options, read.files)) : [read.diagnostic];
    return found.map((diagnostic) => ({ file, ...diagnostic }));
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

/** `config.yaml:12:5 error wrong-type model_list[0].rpm: Expected …` */
export function printFindings(findings: readonly FileDiagnostic[]): string {
  if (findings.length === 0) return 'No findings.';
  return findings
    .map(({ file, line, column, severity, code, path, message, hint }) => {
      const place = `${file}:${line ?? 1}:${column ?? 1}`;
      return `${place} ${severity} ${code} ${path === '' ? '' : `${path}: `}${message}${hint === undefined ? '' : ` ${hint}`}`;
    })
    .join('\n');
}
