import type { Severity } from '@regent/core';
import { fileRules } from './catalog/file.ts';
import { importRules } from './catalog/import.ts';
import { modelRules } from './catalog/model.ts';
import { referenceRules } from './catalog/reference.ts';
import { settingRules } from './catalog/setting.ts';
import { valueRules } from './catalog/value.ts';

/** What a diagnostic code means; its page in `docs/diagnostics` is made from this. */
export interface RuleMeta {
  /** Of the usual case; a finding may be graver or milder. */
  readonly severity: Severity;
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
  /** YAML that has the problem. */
  readonly example: string;
}

/** Every code that the renderer can report. */
export const ruleCatalog = {
  ...fileRules,
  ...importRules,
  ...valueRules,
  ...modelRules,
  ...referenceRules,
  ...settingRules,
} as const satisfies Record<string, RuleMeta>;

export type RuleCode = keyof typeof ruleCatalog;
