import { type Diagnostic, isJsonObject, isYamlScalar, type JsonObject, toPath, toPointer } from '@regent/core';
import type { KeyFinding } from './yaml/construct.ts';
import type { Positions } from './yaml/positions.ts';
import type { Mark } from './yaml/problem.ts';
import { readYaml } from './yaml/read.ts';

export interface ParseOptions {
  /** Longest text that is read, in characters. */
  readonly charactersMax?: number;
}

export interface ParsedConfig {
  /** Absent when the text is not a configuration file; then `diagnostics` holds the error. */
  readonly document?: JsonObject;
  readonly positions?: Positions;
  readonly diagnostics: readonly Diagnostic[];
}

const charactersMaxDefault = 16 * 1024 * 1024;

/**
 * Reads a `config.yaml` exactly as the engine's loader does (YAML 1.1, PyYAML `safe_load`). What JSON has no word for
 * comes as `{ $yaml, value }`. Never throws: a text that the engine would refuse gives an error diagnostic with its line.
 */
export function parseConfig(text: string, options: ParseOptions = {}): ParsedConfig {
  const charactersMax = options.charactersMax ?? charactersMaxDefault;
  if (text.length > charactersMax)
    return refused('file-too-large', `The file is longer than ${charactersMax} characters.`);
  const result = readYaml(text);
  switch (result.outcome) {
    case 'empty':
      return refused('empty-file', 'The file holds nothing but comments; the engine refuses to start with it.');
    case 'broken':
      return refused('yaml-syntax', `${upperFirst(result.message)}.`, result.mark);
    case 'read':
  }
  const { value, positions, findings } = result;
  if (value === null) return refused('empty-file', 'The file holds nothing; the engine refuses to start with it.');
  const diagnostics = findings.map(keyDiagnostic);
  if (!isJsonObject(value) || (isYamlScalar(value) && value.$yaml !== 'map')) {
    return {
      diagnostics: [...diagnostics, problem('top-level-not-a-map', 'The top level must be a map of sections.')],
    };
  }
  const document = isYamlScalar(value) ? textKeysOnly(value.value) : value;
  return { document, positions, diagnostics };
}

/** A top level with keys that are not text: the engine knows none of them. */
function textKeysOnly(pairs: unknown): JsonObject {
  return Object.fromEntries((pairs as [unknown, never][]).filter(([key]) => typeof key === 'string'));
}

function keyDiagnostic(finding: KeyFinding): Diagnostic {
  const duplicate = finding.problem === 'duplicate';
  return {
    code: duplicate ? 'duplicate-key' : 'key-not-text',
    severity: 'warning',
    path: toPath(finding.location),
    pointer: toPointer(finding.location),
    line: finding.mark.line + 1,
    column: finding.mark.column + 1,
    message: duplicate
      ? `This key stands in line ${finding.firstLine} already; the engine takes the last one only.`
      : 'This key is not text for the engine (a number, date, yes/no or null).',
    hint: duplicate ? 'Keep one of them.' : 'Put the key into quotes.',
  };
}

function refused(code: string, message: string, mark?: Mark): ParsedConfig {
  return { diagnostics: [problem(code, message, mark)] };
}

function problem(code: string, message: string, mark: Mark = { line: 0, column: 0 }): Diagnostic {
  return { code, severity: 'error', path: '', pointer: '', line: mark.line + 1, column: mark.column + 1, message };
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
