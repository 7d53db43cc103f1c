import { type Diagnostic, type Location, toPath, toPointer } from '@regent/core';
import type { Positions } from './yaml/positions.ts';

/** A diagnostic before its place in a text is known. */
export interface Finding {
  readonly code: string;
  readonly severity: Diagnostic['severity'];
  readonly location: Location;
  readonly message: string;
  readonly hint?: string;
}

/** Gives findings their path, pointer and, where a text is known, line and column. */
export function toDiagnostics(findings: readonly Finding[], positions?: Positions): Diagnostic[] {
  return findings.map(({ location, ...finding }) => ({
    ...finding,
    path: toPath(location),
    pointer: toPointer(location),
    ...(positions === undefined ? {} : positions.at(location)),
  }));
}
