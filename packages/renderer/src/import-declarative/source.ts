import { isJsonObject, type JsonObject, type Location, toPath, toPointer } from '@regent/core';
import type { Diagnostic, Severity } from '@regent/core';
import { parseConfig } from '../parse.ts';
import type { Positions } from '../yaml/positions.ts';
import { checkShape, fileShape } from './shape.ts';

export type DeclarativeFile = 'config.json' | 'config.local.json';

/** A finding about one of the two files. */
export interface DeclarativeFinding extends Diagnostic {
  readonly file: DeclarativeFile;
}

/** One file, read. `data` is empty when the text is not usable; then `findings` say why. */
export class SourceFile {
  readonly name: DeclarativeFile;
  readonly data: JsonObject;
  readonly findings: readonly DeclarativeFinding[];
  readonly #positions: Positions | undefined;

  constructor(name: DeclarativeFile, text: string) {
    this.name = name;
    const read = readJson(text);
    // JSON is YAML as far as places are concerned; its values come from the JSON reader.
    this.#positions = read.data === null ? undefined : parseConfig(text).positions;
    this.data = read.data ?? {};
    this.findings =
      read.data === null
        ? [this.finding('error', { code: 'json-syntax', location: [], message: read.problem })]
        : checkShape(read.data, fileShape).map((problem) => this.finding('error', problem));
  }

  finding(
    severity: Severity,
    what: { readonly code: string; readonly location: Location; readonly message: string; readonly hint?: string },
  ): DeclarativeFinding {
    const { location, ...words } = what;
    const place = this.#positions === undefined ? {} : this.#positions.at(location);
    return { severity, ...words, ...place, file: this.name, path: pathOf(location), pointer: toPointer(location) };
  }

  /** 1-based; 1 where it is not known. */
  lineOf(location: Location): number {
    return this.#positions?.at(location).line ?? 1;
  }
}

/** People write `$extend` without brackets. */
const pathOf = (location: Location) => toPath(location).replace(/\["\$extend"\]$/, '.$extend');

function readJson(text: string): { data: JsonObject; problem: '' } | { data: null; problem: string } {
  try {
    const data: unknown = JSON.parse(text);
    return isJsonObject(data) ? { data, problem: '' } : { data: null, problem: 'The top level must be an object.' };
  } catch (error) {
    return { data: null, problem: `This is not JSON: ${error instanceof Error ? error.message : String(error)}.` };
  }
}
