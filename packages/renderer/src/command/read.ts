import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Diagnostic } from '@regent/core';
import { parseConfig } from '../parse.ts';
import { ruleCatalog } from '../rules/catalog.ts';

export type ReadFile =
  | { readonly outcome: 'read'; readonly text: string; readonly files: Readonly<Record<string, string>> }
  /** The file is there but no text in UTF-8: a finding about it. */
  | { readonly outcome: 'not-text'; readonly diagnostic: Diagnostic }
  | { readonly outcome: 'unreadable'; readonly diagnostic: Diagnostic };

/** Reads a configuration file (`-` is standard input) with the files that it includes. */
export function readConfigFile(file: string): ReadFile {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    return {
      outcome: 'unreadable',
      diagnostic: { ...problem('file-unreadable', whyUnreadable(error), 1), hint: ruleCatalog['file-unreadable'].fix },
    };
  }
  const text = decode(bytes);
  if (text === null) {
    return {
      outcome: 'not-text',
      diagnostic: problem('not-utf8', 'The file is not UTF-8; the engine refuses to read it.', badLine(bytes)),
    };
  }
  return { outcome: 'read', text, files: file === '-' ? {} : includedFiles(text, dirname(resolve(file))) };
}

function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'There is no file of this name.';
    case 'EISDIR':
      return 'This is a folder, not a file.';
    case 'EACCES':
      return 'The file may not be read by this user.';
    default:
      return `The file cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** 1-based line of the first byte that is not UTF-8. */
function badLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(10, start);
    const stop = end < 0 ? bytes.length : end;
    if (decode(bytes.subarray(start, stop)) === null) return line;
    start = stop + 1;
  }
  return line;
}

/** Texts of all files that are included, also by included ones; a missing one is simply not there. */
function includedFiles(text: string, folder: string, found: Record<string, string> = {}): Record<string, string> {
  const names = parseConfig(text).document?.include;
  for (const name of Array.isArray(names) ? names : []) {
    if (typeof name !== 'string' || Object.hasOwn(found, name)) continue;
    try {
      found[name] = readFileSync(resolve(folder, name), 'utf8');
    } catch {
      continue;
    }
    includedFiles(found[name] ?? '', folder, found);
  }
  return found;
}

function problem(code: string, message: string, line: number): Diagnostic {
  return { code, severity: 'error', path: '', pointer: '', line, column: 1, message };
}
