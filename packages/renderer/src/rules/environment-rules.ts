import { isJsonObject, isYamlScalar, type Json, type Location, reservedVariables } from '@regent/core';
import { type Context, isMap, mapOr, type RuleFinding } from './context.ts';

/** `os.environ/` references and `environment_variables`. */
export function environmentRules(context: Context): RuleFinding[] {
  const own = mapOr(context.document.environment_variables);
  const findings: RuleFinding[] = [];
  walk(context.document, [], (text, location) => {
    if (text.startsWith('os.environ/'))
      findings.push(...checkReference(context, text.slice('os.environ/'.length).trimEnd(), location, own));
    else findings.push(...checkLooseReference(text, location));
  });
  return [...findings, ...checkVariables(context)];
}

/** Calls `visit` for every text of the document. */
export function walk(value: Json, location: Location, visit: (text: string, location: Location) => void): void {
  if (typeof value === 'string') visit(value, location);
  else if (Array.isArray(value))
    for (const [index, entry] of (value as readonly Json[]).entries()) walk(entry, [...location, index], visit);
  else if (isJsonObject(value) && !isYamlScalar(value))
    for (const [key, entry] of Object.entries(value)) walk(entry, [...location, key], visit);
}

/** Values whose absence sends the key to another address or stops the engine. */
const graveKeys = new Set(['api_base', 'model', 'master_key', 'database_url']);

function checkReference(
  context: Context,
  name: string,
  location: Location,
  own: Readonly<Record<string, Json>>,
): RuleFinding[] {
  const key = location.at(-1);
  if (typeof key === 'number') {
    return [
      {
        code: 'env-in-list',
        location,
        message: 'References in list entries are not replaced; the text itself is used.',
      },
    ];
  }
  if (name === '')
    return [{ code: 'env-misspelt', location, message: 'No name stands behind os.environ/; the value will be empty.' }];
  if (/[\s${}"'()]|:[-?+=]/.test(name)) {
    const bare = /[A-Za-z_]\w*/.exec(name)?.[0] ?? 'NAME';
    return [
      {
        code: 'env-misspelt',
        location,
        message:
          'All that stands behind os.environ/ is taken as the name of a variable, with its blanks, signs and defaults; there is none of that name, and the value will be empty.',
        hint: `Write os.environ/${bare}.`,
      },
    ];
  }
  const findings: RuleFinding[] = [];
  if (location.includes('model_info')) {
    findings.push({
      code: 'env-in-model-info',
      location,
      message: 'The engine replaces this and shows the value in /model/info.',
    });
  }
  const set = context.environment?.has(name);
  const grave =
    graveKeys.has(String(key)) || (key === 'host' && location.includes('cache_params'))
      ? { severity: 'error' as const }
      : {};
  if (set !== true && Object.hasOwn(own, name) && location[0] !== 'environment_variables') {
    const severity = set === undefined && grave.severity === undefined ? { severity: 'warning' as const } : {};
    findings.push({
      code: 'env-from-same-file',
      location,
      message: `${name} is set in environment_variables of this file only, too late for this reference: it will be empty.`,
      ...severity,
    });
  } else if (set === false) {
    findings.push({
      code: 'env-missing',
      location,
      message: `${name} is not set in the engine's environment.`,
      ...grave,
    });
  }
  return findings;
}

/** Texts that were meant as references: `os.environ.X`, `os.getenv(…)`, `env:X` and the like. */
export const misspelt =
  /^(os\.environ[.:[]|os\.environment\/|os\.env\/|os\.getenv|environ\/|env\/|\$env:|env:|process\.env\.|os\.environ\\|os\/environ\/|os\.en(?!viron\/)[a-z]*[/.:])/i;

function checkLooseReference(text: string, location: Location): RuleFinding[] {
  if (/^os\.environ\//i.test(text))
    return [
      {
        code: 'env-misspelt',
        location,
        message: `Only os.environ/… in lower case is replaced; this text is taken as it is.`,
        hint: `Write os.environ/${text.slice(11)}.`,
      },
    ];
  if (/^\s+os\.environ\//.test(text))
    return [
      { code: 'env-misspelt', location, message: 'A blank before os.environ/ keeps the engine from replacing it.' },
    ];
  if (misspelt.test(text))
    return [
      {
        code: 'env-misspelt',
        location,
        message: `${JSON.stringify(text)} is no reference for the engine; it is taken as text.`,
      },
    ];
  if (!/os\.environ\/[A-Za-z_]/.test(text) || location.includes('headers')) return [];
  return [
    { code: 'env-embedded', location, message: 'A reference inside a text is not replaced; the text itself is used.' },
  ];
}

function checkVariables(context: Context): RuleFinding[] {
  const variables = context.document.environment_variables;
  if (!isMap(variables)) return [];
  return Object.entries(variables).flatMap(([name, value]): RuleFinding[] => {
    const location = ['environment_variables', name];
    if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name))
      return [
        {
          code: 'bad-variable-name',
          location,
          message: `${JSON.stringify(name)} is no name that a program would look up as a variable.`,
          hint: 'Write letters, digits and _ only.',
        },
      ];
    if (value === null)
      return [{ code: 'wrong-type', location, message: 'This variable has no value.', severity: 'warning' }];
    if (typeof value === 'object' && !isYamlScalar(value))
      return [
        { code: 'wrong-type', location, message: 'A variable holds text, not a list or map.', severity: 'warning' },
      ];
    if ((reservedVariables as readonly string[]).includes(name))
      return [
        {
          code: 'reserved-variable',
          location,
          message: `${name} belongs to the installation; the value here does not win.`,
        },
      ];
    if (context.environment === null || context.environment.has(name)) return [];
    return [
      {
        code: 'env-only-in-yaml',
        location,
        message: 'Set only while the file is loading: too late for start-up constants and for os.environ references.',
      },
    ];
  });
}
