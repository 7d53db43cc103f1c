import { guardrailModes, type Json, type Location } from '@regent/core';
import { guardrailNames } from '../engine-versions/names.ts';
import { type Context, entriesOf, isMap, mapOr, type RuleFinding } from './context.ts';
import { checkActions } from './guardrail-actions.ts';
import { checkOldGuardrails } from './old-guardrails.ts';
import { didYouMean } from './spelling.ts';
import { isReference } from './value-rules.ts';

/** `guardrails`: an engine that does not understand one starts without it, and requests pass unchecked. */
export function guardrailRules(context: Context): RuleFinding[] {
  return [
    ...entriesOf(context.document, 'guardrails').flatMap(({ entry, location }) => {
      const params = mapOr(entry.litellm_params);
      const at = [...location, 'litellm_params'];
      return [...checkGuardrail(context, params, at), ...checkActions(params, at)];
    }),
    ...checkOldGuardrails(context),
  ];
}

function checkGuardrail(context: Context, params: Readonly<Record<string, Json>>, location: Location): RuleFinding[] {
  const findings: RuleFinding[] = [];
  const name = params.guardrail;
  if (typeof name === 'string' && !guardrailNames.has(name) && !name.includes('.') && !isReference(name)) {
    findings.push({
      code: 'unknown-guardrail',
      location: [...location, 'guardrail'],
      message: `There is no guardrail ${JSON.stringify(name)}; the engine starts without it.`,
      ...didYouMean(name, guardrailNames),
    });
  }
  findings.push(...checkMode(params.mode, [...location, 'mode']));
  const services =
    params.presidio_analyzer_api_base !== undefined || context.environment?.has('PRESIDIO_ANALYZER_API_BASE') === true;
  if (name === 'presidio' && !services && params.mock_redacted_text === undefined) {
    const severity = context.environment === null ? {} : { severity: 'error' as const };
    findings.push({
      code: 'guardrail-needs-service',
      location,
      message: 'presidio_analyzer_api_base is missing, and PRESIDIO_ANALYZER_API_BASE is needed instead.',
      ...severity,
    });
  }
  return name === 'bedrock' ? [...findings, ...checkBedrock(params, location)] : findings;
}

/** Bedrock's guardrail is named by id and version in every call, unless the checks stand in the file. */
function checkBedrock(params: Readonly<Record<string, Json>>, location: Location): RuleFinding[] {
  if (params.checks !== undefined) return [];
  return ['guardrailIdentifier', 'guardrailVersion']
    .filter((key) => params[key] === undefined || params[key] === null)
    .map((key) => ({ code: 'missing-key', location, message: `${key} is missing; every checked call fails.` }));
}

function checkMode(mode: Json | undefined, location: Location): RuleFinding[] {
  if (typeof mode === 'string') {
    const known = (guardrailModes as readonly string[]).includes(mode) || isReference(mode);
    return known
      ? []
      : [
          {
            code: 'unknown-value',
            location,
            message: `There is no mode ${JSON.stringify(mode)}; the engine starts without this guardrail.`,
            severity: 'error',
            ...didYouMean(mode, guardrailModes),
          },
        ];
  }
  if (Array.isArray(mode))
    return (mode as readonly Json[]).flatMap((entry, index) => checkMode(entry, [...location, index]));
  if (isMap(mode)) {
    const tags = Object.entries(mapOr(mode.tags)).flatMap(([tag, entry]) =>
      checkMode(entry, [...location, 'tags', tag]),
    );
    return [...tags, ...(mode.default === undefined ? [] : checkMode(mode.default, [...location, 'default']))];
  }
  if (mode === undefined || mode === null) return [];
  return [
    { code: 'wrong-type', location, message: 'A mode is a name, a list of names, or a map with tags and default.' },
  ];
}
