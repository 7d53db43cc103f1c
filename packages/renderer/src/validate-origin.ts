import type { Diagnostic, Json, JsonObject, Location } from '@regent/core';
import type { Positions } from './yaml/positions.ts';

/** One of the files that make up a configuration; the outermost one has no name. */
export interface SourceFile {
  readonly name: string | null;
  /** Its place in the `include` of the outermost file. */
  readonly index: number;
  readonly document: JsonObject;
  readonly text: string;
  readonly positions: Positions;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Origin {
  readonly source: SourceFile;
  readonly location: Location;
}

/** The outermost file, and behind it those that it includes. */
export type Sources = readonly [SourceFile, ...SourceFile[]];

/**
 * The file that a place of the merged document comes from, and the place in there. Entries of lists are known by
 * themselves, since lists are appended; of everything else the last file that has the section wins.
 */
export function originOf(location: Location, merged: JsonObject, sources: Sources): Origin {
  const [section, index, ...rest] = location;
  if (typeof section !== 'string') return { source: sources[0], location };
  const value = merged[section];
  const having = sources.filter(({ document }) => Object.hasOwn(document, section));
  if (!Array.isArray(value)) return { source: having.at(-1) ?? sources[0], location };
  for (const source of having) {
    const found = typeof index === 'number' ? indexIn(source.document[section], value[index]) : -1;
    if (found >= 0) return { source, location: [section, found, ...rest] };
  }
  return { source: having[0] ?? sources[0], location };
}

function indexIn(list: Json | undefined, entry: Json | undefined): number {
  return Array.isArray(list) ? (list as readonly (Json | undefined)[]).indexOf(entry) : -1;
}
