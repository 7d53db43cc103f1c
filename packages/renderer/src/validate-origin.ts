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

/**
 * The file that a place of the merged document comes from, and the place in there. Entries of lists are known by
 * themselves, since lists are appended; of everything else the last file that has the section wins.
 */
export function originOf(location: Location, merged: JsonObject, sources: readonly SourceFile[]): Origin {
  const [own, ...included] = sources;
  if (own === undefined) throw new Error('A configuration has at least one file');
  const [section, index, ...rest] = location;
  if (typeof section !== 'string' || section === 'include' || included.length === 0) return { source: own, location };
  const value = merged[section];
  if (!Array.isArray(value)) return { source: lastWith(section, sources) ?? own, location };
  if (typeof index !== 'number') return { source: firstWith(section, sources) ?? own, location };
  for (const source of sources) {
    const found = indexIn(source.document[section], value[index]);
    if (found >= 0) return { source, location: [section, found, ...rest] };
  }
  return { source: own, location };
}

function indexIn(list: Json | undefined, entry: Json | undefined): number {
  return Array.isArray(list) ? (list as readonly (Json | undefined)[]).indexOf(entry) : -1;
}

function firstWith(section: string, sources: readonly SourceFile[]): SourceFile | undefined {
  return sources.find(({ document }) => Object.hasOwn(document, section));
}

function lastWith(section: string, sources: readonly SourceFile[]): SourceFile | undefined {
  return sources.findLast(({ document }) => Object.hasOwn(document, section));
}
