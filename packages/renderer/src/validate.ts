import type { Diagnostic, JsonObject, Severity } from '@regent/core';
import { type Finding, toDiagnostics } from './finding.ts';
import { resolveIncludes } from './import/include.ts';
import { parseConfig } from './parse.ts';
import { type RuleCode, ruleCatalog } from './rules/catalog.ts';
import { newContext, type RuleFinding, type ValidateOptions } from './rules/context.ts';
import { rules } from './rules/rules.ts';
import { textRules } from './rules/text-rules.ts';
import { originOf, type SourceFile, type Sources } from './validate-origin.ts';

export type { ValidateOptions } from './rules/context.ts';

/** A finding, and the included file that it is in: by the name that `include` gives it, or null for the file itself. */
export interface PlacedDiagnostic {
  readonly file: string | null;
  readonly diagnostic: Diagnostic;
}

/**
 * Everything that the engine would refuse, drop or silently misunderstand in a configuration, with path and, for a
 * text, line. What is in an included file stands at its name, with its own place in the message. Never throws.
 * Order: by line, graver ones first within a line.
 */
export function validateConfig(config: string | JsonObject, options: ValidateOptions = {}): Diagnostic[] {
  if (typeof config !== 'string') return toDiagnostics(findProblems(config, options));
  return check(config, options).map(atInclude).sort(byPlace);
}

/** The same for a text with the files that it includes: each finding with its file, and its place in there. */
export function validateFiles(text: string, options: ValidateOptions): PlacedDiagnostic[] {
  const placed = check(text, options);
  const order = [null, ...new Set(placed.flatMap(({ file }) => file?.name ?? []))];
  const name = ({ file }: Checked) => file?.name ?? null;
  return placed
    .sort((a, b) => order.indexOf(name(a)) - order.indexOf(name(b)) || byPlace(a.diagnostic, b.diagnostic))
    .map((found) => ({ file: name(found), diagnostic: found.diagnostic }));
}

/** The findings of all rules over a document, with their locations. */
export function findProblems(document: JsonObject, options: ValidateOptions): Finding[] {
  const included = resolveIncludes(document, options.files).findings;
  const context = newContext(document, null, options);
  return [...included, ...rules.flatMap((rule) => rule(context))].map(complete);
}

interface Checked {
  readonly file: SourceFile | null;
  readonly diagnostic: Diagnostic;
  /** Place of the name of the file in the outermost one. */
  readonly include?: Diagnostic;
}

function check(text: string, options: ValidateOptions): Checked[] {
  const { document, positions, diagnostics } = parseConfig(text);
  if (document === undefined || positions === undefined)
    return diagnostics.map((diagnostic) => ({ file: null, diagnostic }));
  const own: SourceFile = { name: null, index: -1, document, text, positions, diagnostics };
  const included = resolveIncludes(document, options.files);
  const files = included.read.flatMap(({ parsed, ...file }): SourceFile[] =>
    parsed.document === undefined || parsed.positions === undefined
      ? []
      : [{ ...file, document: parsed.document, positions: parsed.positions, diagnostics: parsed.diagnostics }],
  );
  const sources: Sources = [own, ...files];
  const merged = document.include === undefined ? document : { ...included.document, include: document.include };
  const whole = !included.findings.some(({ code }) => code === 'include-missing');
  const context = newContext(merged, null, { ...options, included: options.files !== undefined && whole });
  const found = [
    ...included.findings.map((finding) => ({ finding, source: own })),
    ...rules
      .flatMap((rule) => rule(context))
      .map((finding) => {
        const { source, location } = originOf(finding.location, merged, sources);
        return { finding: { ...finding, location }, source };
      }),
    ...sources.flatMap((source) =>
      textRules(newContext(source.document, source.text, options)).map((finding) => ({ finding, source })),
    ),
  ];
  return [
    ...sources.flatMap((source) => source.diagnostics.map((diagnostic) => place(keyNotText(diagnostic), source, own))),
    ...found.flatMap(({ finding, source }) =>
      toDiagnostics([complete(finding)], source.positions).map((diagnostic) => place(diagnostic, source, own)),
    ),
  ];
}

function place(diagnostic: Diagnostic, source: SourceFile, own: SourceFile): Checked {
  if (source === own) return { file: null, diagnostic };
  const [include] = toDiagnostics([{ ...diagnostic, location: ['include', source.index] }], own.positions);
  return { file: source, diagnostic, ...(include === undefined ? {} : { include }) };
}

/** A finding of an included file for those who know the outermost one only. */
function atInclude({ file, diagnostic, include }: Checked): Diagnostic {
  if (file === null || include === undefined) return diagnostic;
  const { line, path, message } = diagnostic;
  const { path: _path, pointer: _pointer, line: _line, column: _column, ...what } = diagnostic;
  const { path: at, pointer, line: atLine, column } = include;
  return {
    ...what,
    path: at,
    pointer,
    ...(atLine === undefined ? {} : { line: atLine }),
    ...(column === undefined ? {} : { column }),
    message: `${file.name}, line ${line ?? 1}${path === '' ? '' : `, ${path}`}: ${message}`,
  };
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
