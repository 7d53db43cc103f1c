import { aliasRules } from './alias-rules.ts';
import { cacheRules } from './cache-rules.ts';
import { callbackRules } from './callback-rules.ts';
import type { Rule } from './context.ts';
import { dependencyRules } from './dependency-rules.ts';
import { duplicateRules } from './duplicate-rules.ts';
import { emptyRules } from './empty-rules.ts';
import { endpointRules } from './endpoint-rules.ts';
import { entryRules } from './entry-rules.ts';
import { environmentRules } from './environment-rules.ts';
import { fallbackRules } from './fallback-rules.ts';
import { guardrailRules } from './guardrail-rules.ts';
import { keyRules } from './key-rules.ts';
import { modelRules } from './model-rules.ts';
import { referenceRules } from './reference-rules.ts';
import { secretRules } from './secret-rules.ts';
import { settingRules } from './setting-rules.ts';
import { unitRules } from './unit-rules.ts';
import { urlRules } from './url-rules.ts';
import { valueVersionRules } from './value-versions.ts';
import { windowRules } from './window-rules.ts';

/** All rules over a document, each for one topic; those about how a text is written stand in `text-rules.ts`. */
export const rules: readonly Rule[] = [
  keyRules,
  emptyRules,
  modelRules,
  duplicateRules,
  fallbackRules,
  aliasRules,
  referenceRules,
  environmentRules,
  secretRules,
  settingRules,
  callbackRules,
  cacheRules,
  dependencyRules,
  guardrailRules,
  endpointRules,
  entryRules,
  windowRules,
  unitRules,
  urlRules,
  valueVersionRules,
];
