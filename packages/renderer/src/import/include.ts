import type { Json, JsonObject } from '@regent/core';
import type { Finding } from '../finding.ts';
import { parseConfig } from '../parse.ts';

const depthMax = 10;

export interface Included {
  readonly document: JsonObject;
  readonly findings: readonly Finding[];
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
  const findings: Finding[] = [];
  const merged: Record<string, Json> = { ...rest };
  for (const [index, name] of (names as readonly Json[]).entries()) {
    const report = (message: string) =>
      findings.push({ code: 'include-missing', severity: 'error', location: ['include', index], message });
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
