import type { ItemRef } from './item.ts';

export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** A finding about configuration. Problems in data are values, never exceptions. */
export interface Diagnostic {
  readonly severity: Severity;
  /** Stable, lower case, with hyphens; names the page in `docs/diagnostics/`. */
  readonly code: string;
  /** For people: `model_list[3].litellm_params.model`. */
  readonly path: string;
  /** The same as RFC 6901 pointer into the configuration document. */
  readonly pointer: string;
  /** 1-based, of the key or list entry; of the holder when something is missing. Absent without a text. */
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly hint?: string;
  /** The item and the pointer inside its data that the finding belongs to, where items are known. */
  readonly item?: ItemRef & { readonly pointer: string };
}

export function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
