import type { Json, Location } from '@regent/core';
import { callbackNames } from '../engine-versions/names.ts';
import { type Context, isMap, listOr, type RuleFinding, valueIn } from './context.ts';
import { didYouMean } from './spelling.ts';
import { isReference } from './value-rules.ts';

const section: Location = ['litellm_settings', 'guardrails'];

/** The older form of guardrails: under its name each holds the callbacks that are called. */
export function checkOldGuardrails(context: Context): RuleFinding[] {
  return listOr(valueIn(context.document, section)).flatMap((entry, index) => {
    const location = [...section, index];
    if (!isMap(entry)) return [];
    if (Object.hasOwn(entry, 'guardrail_name') || Object.hasOwn(entry, 'litellm_params')) return [newForm(location)];
    return Object.entries(entry).flatMap(([name, guardrail]) => checkGuardrail(guardrail, [...location, name]));
  });
}

function newForm(location: Location): RuleFinding {
  return {
    code: 'misplaced-key',
    location,
    message: 'Entries with guardrail_name belong to the section guardrails; here the engine refuses to start.',
    hint: 'Move the list to guardrails, at the top level.',
    severity: 'error',
  };
}

function checkGuardrail(guardrail: Json, location: Location): RuleFinding[] {
  if (!isMap(guardrail) || !Array.isArray(guardrail.callbacks))
    return [
      {
        code: 'wrong-type',
        location,
        message: 'A guardrail of this form is a map with a list of callbacks; the engine refuses to start.',
        hint: 'Write callbacks: [presidio] below its name, or use the section guardrails.',
      },
    ];
  const called = guardrail.default_on !== undefined && guardrail.default_on !== null && guardrail.default_on !== false;
  return (guardrail.callbacks as readonly Json[]).flatMap((name, index): RuleFinding[] => {
    if (typeof name !== 'string' || name.includes('.') || callbackNames.has(name) || isReference(name)) return [];
    return [
      {
        code: 'unknown-callback',
        location: [...location, 'callbacks', index],
        message: `There is no callback ${JSON.stringify(name)}${called ? '; the engine refuses to start' : ''}.`,
        ...didYouMean(name, callbackNames),
        severity: called ? 'error' : 'warning',
      },
    ];
  });
}
