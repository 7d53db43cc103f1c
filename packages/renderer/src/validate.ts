import type { Diagnostic, JsonObject, Severity } from '@regent/core';
import { resolveIncludes } from './import/include.ts';
import { type Finding, toDiagnostics } from './finding.ts';
import { parseConfig } from './parse.ts';
import { type RuleCode, ruleCatalog } from './rules/catalog.ts';
import { newContext, type RuleFinding, type ValidateOptions } from './rules/context.ts';
import { rules } from './rules/rules.ts';
import type { Positions } from './yaml/positions.ts';

export type { ValidateOptions } from './rules/context.ts';

/**
 * Everything that the engine would refuse, drop or silently misunderstand in a configuration, with path and, for a
 * text, line. Never throws. Order: by line, graver ones first within a line.
 */
export function validateConfig(config: string | JsonObject, options: ValidateOptions = {}): Diagnostic[] {
  if (typeof config !== 'string') return check(config, null, options);
  const { document, positions, diagnostics } = parseConfig(config);
  if (document === undefined) return [...diagnostics];
  const found = check(document, config, options, positions);
  return [...diagnostics.map(keyNotText), ...found].sort(byPlace);
}

/** The findings of all rules over a document, with their locations. */
export function findProblems(document: JsonObject, text: string | null, options: ValidateOptions): Finding[] {
  const context = newContext(document, text, options);
  const included = resolveIncludes(document, options.files).findings;
  return [...included, ...rules.flatMap((rule) => rule(context))].map(complete);
}

function check(
  document: JsonObject,
  text: string | null,
  options: ValidateOptions,
  positions?: Positions,
): Diagnostic[] {
  return toDiagnostics(findProblems(document, text, options), positions);
}

/** What a rule leaves open stands in the catalog: how grave it is, and what to do about it. */
function complete(finding: RuleFinding): Finding {
  return { hint: ruleCatalog[finding.code].fix, ...finding, severity: finding.severity ?? severityOf(finding.code) };
}

function severityOf(code: RuleCode): Severity {
  return ruleCatalog[code].severity;
}

const ranks: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (a.line ?? 0) - (b.line ?? 0) || ranks[a.severity] - ranks[b.severity];
}

/** A key that is not text is refused inside sections that the engine reads, and harmless elsewhere. */
function keyNotText(diagnostic: Diagnostic): Diagnostic {
  const known = /^(model_list|router_settings|litellm_settings|credential_list|general_settings|mcp_servers)\b/.test(
    diagnostic.path,
  );
  if (diagnostic.code !== 'key-not-text' || !known) return diagnostic;
  return {
    ...diagnostic,
    severity: 'error',
    message: 'This key is not text for the engine: it refuses to start, or drops the entry.',
  };
}
