import { isMap } from './context.ts';
import { isSecretName, isShellPlaceholder, type JsonObject, type Location, secretPaths } from '@regent/core';
import { isPlaceholder } from '../render/materialise.ts';
import { childOf } from '../yaml/positions.ts';
import { type Context, isAtLeast, mapOr, type RuleFinding, valueIn } from './context.ts';
import { misspelt, walk } from './environment-rules.ts';
import { isReference } from './value-rules.ts';

/** Secrets in plain text, placeholders, and the master key. */
export function secretRules(context: Context): RuleFinding[] {
  return [...checkLiterals(context), ...checkPlaceholders(context), ...checkMasterKey(context)];
}

function checkLiterals(context: Context): RuleFinding[] {
  const { environment_variables: variables, ...rest } = context.document;
  const inVariables = Object.entries(mapOr(variables)).flatMap(([name, value]): Location[] =>
    secretPaths('env_var', { name, value }).map(() => ['environment_variables', name]),
  );
  const places = [...secretPaths('passthrough', rest), ...inVariables].filter((location) =>
    isRealSecret(context.document, location),
  );
  return places.map((location) => ({
    code: 'literal-secret',
    location,
    message: 'A secret stands in the file as plain text; it goes to the vault.',
  }));
}

function isRealSecret(document: JsonObject, location: Location): boolean {
  const value = valueIn(document, location);
  const base = location[0] === 'prompts' || location.at(-1) === 'mock_response';
  const meantAsReference = typeof value === 'string' && misspelt.test(value);
  const filledIn = typeof value !== 'string' || !template.test(value.trim());
  return (
    !base &&
    !meantAsReference &&
    filledIn &&
    !isPlaceholder(value) &&
    childOf(document, location[0] ?? '') !== undefined
  );
}

/** Keys beside secrets that every file fills in for itself. */
const filledKeys = new Set(['api_base', 'target', 'host', 'redis_host', 'url', 'model']);

const template =
  /^(your[-_ ].*|<.*>|change[-_ ]?me.*|replace[-_ ]?me.*|insert[-_ ].*|xxx+|sk-x{3,}.*|sk-\.\.\.|todo|.*-(here|goes-here))$/i;

function checkPlaceholders(context: Context): RuleFinding[] {
  const findings: RuleFinding[] = [];
  walk(context.document, [], (text, location) => {
    if (location[0] === 'prompts') return;
    const key = String(location.at(-1));
    const shell = isShellPlaceholder(text)
      ? !/^\s*(<|\{\{)/.test(text)
      : /\$\{[A-Za-z_][A-Za-z0-9_]*(:?[-?][^}]*)?\}/.test(text);
    if (shell) {
      const name = /[A-Za-z_][A-Za-z0-9_]*/.exec(text.replace(/^[^$%]*/, ''))?.[0] ?? 'NAME';
      const what = key === 'master_key' ? 'the text itself would become the master key' : 'the text itself is used';
      findings.push({
        code: 'shell-placeholder',
        location,
        message: `${shownPlaceholder(text)} is not expanded by the engine; ${what}.`,
        hint: `Write os.environ/${name}.`,
      });
    } else if (
      /<(your|my|the|insert|replace|enter)\b[^<>]*>/i.test(text) ||
      ((isSecretName(key) || filledKeys.has(key)) && (template.test(text.trim()) || isShellPlaceholder(text)))
    ) {
      findings.push({
        code: 'placeholder-value',
        location,
        message: `${JSON.stringify(text)} looks like the value of a template.`,
      });
    } else if (isSecretName(key) && /^bearer\s+(?!os\.environ)/i.test(text) && key === 'api_key') {
      findings.push({
        code: 'stray-blank',
        location,
        message: 'The engine writes "Bearer" itself; here it would be there twice.',
        hint: 'Write the key only.',
      });
    } else if (isSecretName(key) && text !== text.trim()) {
      findings.push({
        code: 'stray-blank',
        location,
        message: 'A blank before or after the value becomes part of it.',
      });
    }
  });
  return findings;
}

/** The placeholder without the default behind it, which may be a secret: `${NAME:-…}`. */
function shownPlaceholder(text: string): string {
  return text.trim().replace(/(\$\{[A-Za-z_][A-Za-z0-9_]*:?[-?])[^}]*\}/g, '$1…}');
}

/** Shortest master key that is not called weak. */
const masterKeyMin = 12;

function checkMasterKey(context: Context): RuleFinding[] {
  const location = ['general_settings', 'master_key'];
  const key = valueIn(context.document, location);
  if (key === undefined || key === null) {
    const missing =
      context.environment !== null &&
      !context.environment.has('LITELLM_MASTER_KEY') &&
      !context.environment.has('LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY');
    const at = isMap(context.document.general_settings) ? ['general_settings'] : [];
    return missing && context.namesComplete
      ? [
          {
            code: 'master-key-unset',
            location: at,
            message: `Neither master_key nor LITELLM_MASTER_KEY is set; ${refusesWeakKeys(context) ? 'the engine refuses to start' : 'the engine answers everybody'}.`,
          },
        ]
      : [];
  }
  if (typeof key !== 'string' || isReference(key) || isPlaceholder(key) || isShellPlaceholder(key)) return [];
  const trimmed = key.trim();
  if (trimmed === '' || trimmed === 'sk-1234')
    return [
      {
        code: 'weak-master-key',
        location,
        message:
          trimmed === ''
            ? `The master key is empty; ${refusesWeakKeys(context) ? 'the engine refuses to start' : 'the engine answers everybody'}.`
            : `This is the well-known default; ${refusesWeakKeys(context) ? 'the engine refuses to start' : 'whoever tries it is administrator'}.`,
      },
    ];
  if (trimmed.length < masterKeyMin)
    return [
      {
        code: 'weak-master-key',
        location,
        message: 'The master key is short enough to be guessed.',
        severity: 'warning',
      },
    ];
  return trimmed.startsWith('sk-')
    ? []
    : [
        {
          code: 'master-key-prefix',
          location,
          message: 'The master key does not begin with sk-; some clients refuse such keys.',
        },
      ];
}

/** From 1.104 on the engine does not start with a master key that anybody may guess. */
function refusesWeakKeys({ engine }: Context): boolean {
  return isAtLeast(engine, '1.104.0');
}
