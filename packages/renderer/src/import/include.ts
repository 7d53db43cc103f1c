import type { Json, JsonObject } from '@regent/core';
import type { RuleFinding } from '../rules/context.ts';
import { parseConfig } from '../parse.ts';

export interface Included {
  readonly document: JsonObject;
  readonly findings: readonly RuleFinding[];
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
  if (!Array.isArray(names) || files === undefined) return { document, findings: [] };
  const { include: _names, ...rest } = document;
  const findings: RuleFinding[] = [];
  const merged: Record<string, Json> = { ...rest };
  for (const [index, name] of (names as readonly Json[]).entries()) {
    const location = ['include', index];
    if (typeof name === 'string' && open.includes(name)) {
      findings.push({ code: 'include-loop', location, message: `${name} includes itself.` });
      continue;
    }
    const included = readIncluded(name, files);
    if (typeof included === 'string') {
      findings.push({ code: 'include-missing', location, message: included });
      continue;
    }
    const inner = resolveIncludes(included, files, [...open, String(name)]);
    findings.push(
      ...inner.findings.map((finding) => ({ ...finding, location })),
      ...replacements(document, inner.document, index),
    );
    mergeIncluded(merged, inner.document);
  }
  return { document: merged, findings };
}

/** The document of an included file, or why there is none. */
function readIncluded(name: Json, files: Readonly<Record<string, string>>): JsonObject | string {
  const text = typeof name === 'string' && Object.hasOwn(files, name) ? files[name] : undefined;
  if (text === undefined) return `The included file ${JSON.stringify(name)} is not there; the engine refuses to start.`;
  const parsed = parseConfig(text);
  return (
    parsed.document ??
    `The included file ${JSON.stringify(name)} cannot be read: ${parsed.diagnostics[0]?.message ?? ''}`
  );
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
