import type { Diagnostic, Item } from '@regent/core';
import { toDiagnostics } from './finding.ts';
import { renderConfig, withItems } from './render/render.ts';
import { findProblems, type ValidateOptions } from './validate.ts';

/**
 * The rules over items, for forms and Review: each diagnostic names its item and the pointer inside its data. Secrets
 * need not be known. Variables that items set in the engine's process count as set.
 */
export function validateItems(items: readonly Item[], options: ValidateOptions = {}): Diagnostic[] {
  const rendered = renderConfig(items, { redact: true });
  const own = items
    .filter((item) => item.kind === 'env_var' && item.data.target === 'process')
    .map((item) => String(item.data.name));
  const environment = options.environment === undefined ? {} : { environment: [...options.environment, ...own] };
  const findings = findProblems(rendered.document, { ...options, ...environment });
  const diagnostics = withItems(toDiagnostics(findings, rendered.positions), findings, rendered.sourceMap);
  return [...rendered.diagnostics, ...diagnostics];
}
