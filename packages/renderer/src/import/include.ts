import type { Json, JsonObject } from '@regent/core';
import type { RuleFinding } from '../rules/context.ts';
import { parseConfig, type ParsedConfig } from '../parse.ts';

export interface Included {
  readonly document: JsonObject;
  readonly findings: readonly RuleFinding[];
  /** The files that were read, in the order in which they were merged. */
  readonly read: readonly IncludedFile[];
}

interface IncludedFile {
  readonly name: string;
  /** Its place in the `include` of the outermost file, or that of the file that brings it along. */
  readonly index: number;
  readonly text: string;
  readonly parsed: ParsedConfig;
}

/**
 * Resolves `include` as the engine does: lists of an included file are appended, everything else replaces what was
 * there. Without `files` the key stays as it is. A file that includes itself is read once.
 */
export function resolveIncludes(
  document: JsonObject,
  files: Readonly<Record<string, string>> | undefined,
  open: readonly string[] = [],
): Included {
  const names = document.include;
  if (!Array.isArray(names) || files === undefined) return { document, findings: [], read: [] };
  const { include: _names, ...rest } = document;
  const findings: RuleFinding[] = [];
  const read: IncludedFile[] = [];
  const merged: Record<string, Json> = { ...rest };
  for (const [index, name] of (names as readonly Json[]).entries()) {
    const location = ['include', index];
    if (typeof name === 'string' && open.includes(name)) {
      findings.push({ code: 'include-loop', location, message: `${name} includes itself.` });
      continue;
    }
    const text = typeof name === 'string' && Object.hasOwn(files, name) ? files[name] : undefined;
    const parsed = text === undefined ? undefined : parseConfig(text);
    if (text === undefined || parsed?.document === undefined) {
      findings.push({ code: 'include-missing', location, message: whyMissing(name, parsed) });
      continue;
    }
    const inner = resolveIncludes(parsed.document, files, [...open, String(name)]);
    read.push({ name: String(name), index, text, parsed }, ...inner.read.map((file) => ({ ...file, index })));
    findings.push(
      ...inner.findings.map((finding) => ({ ...finding, location })),
      ...replacements(document, inner.document, index),
    );
    mergeIncluded(merged, inner.document);
  }
  return { document: merged, findings, read };
}

function whyMissing(name: Json, parsed: ParsedConfig | undefined): string {
  const shown = `The included file ${JSON.stringify(name)}`;
  if (parsed === undefined) return `${shown} is not there; the engine refuses to start.`;
  const [first] = parsed.diagnostics;
  return `${shown} cannot be read: line ${first?.line ?? 1}: ${first?.message ?? ''}`;
}

function mergeIncluded(target: Record<string, Json>, included: JsonObject): void {
  for (const [key, value] of Object.entries(included)) {
    const present = target[key];
    target[key] = Array.isArray(value) && Array.isArray(present) ? [...present, ...value] : value;
  }
}

/** Sections of this file that an included one replaces as a whole. */
function replacements(document: JsonObject, included: JsonObject, index: number): RuleFinding[] {
  return Object.keys(included)
    .filter((key) => Object.hasOwn(document, key) && key !== 'include' && !Array.isArray(document[key]))
    .map((key) => ({
      code: 'include-replaces',
      location: ['include', index],
      message: `${key} of the included file replaces the one of this file as a whole.`,
    }));
}
