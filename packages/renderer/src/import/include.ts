import type { Json, JsonObject } from '@regent/core';
import type { RuleFinding } from '../rules/context.ts';
import { parseConfig } from '../parse.ts';

const depthMax = 10;

export interface Included {
  readonly document: JsonObject;
  readonly findings: readonly RuleFinding[];
}

/**
 * Resolves `include` as the engine does: lists of an included file are appended, everything else replaces what was
 * there. Without `files` the key stays as it is.
 */
export function resolveIncludes(
  document: JsonObject,
  files: Readonly<Record<string, string>> | undefined,
  depth = 0,
): Included {
  const names = document.include;
  if (!Array.isArray(names) || files === undefined) return { document, findings: [] };
  const { include: _names, ...rest } = document;
  const findings: RuleFinding[] = [];
  const merged: Record<string, Json> = { ...rest };
  for (const [index, name] of (names as readonly Json[]).entries()) {
    const report = (message: string) =>
      findings.push({ code: 'include-missing', location: ['include', index], message });
    const text = typeof name === 'string' ? files[name] : undefined;
    if (text === undefined) {
      report(`The included file ${JSON.stringify(name)} is not there; the engine refuses to start.`);
      continue;
    }
    const parsed = parseConfig(text);
    if (parsed.document === undefined)
      report(`The included file cannot be read: ${parsed.diagnostics[0]?.message ?? ''}`);
    else if (depth >= depthMax) report('Files include each other.');
    else {
      const inner = resolveIncludes(parsed.document, files, depth + 1);
      findings.push(...inner.findings.map((finding) => ({ ...finding, location: ['include', index] })));
      findings.push(...replacements(document, inner.document, index));
      mergeIncluded(merged, inner.document);
    }
  }
  return { document: merged, findings };
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
