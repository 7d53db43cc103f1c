import { type Context, isKnownModel, isMap, mapOr, type RuleFinding, valueIn } from './context.ts';
import { suggestModel } from './fallback-rules.ts';

/** `model_group_alias`: targets that are there, one step away, and written whole. */
export function aliasRules(context: Context): RuleFinding[] {
  const at = ['router_settings', 'model_group_alias'];
  const halves = Object.entries(mapOr(valueIn(context.document, at))).flatMap(([name, target]): RuleFinding[] =>
    isMap(target) && target.model !== undefined && target.hidden === undefined
      ? [
          {
            code: 'missing-key',
            location: [...at, name],
            message: 'hidden is missing; the engine refuses to start.',
            hint: `Write hidden: false, or the name alone: ${name}: ${String(target.model)}.`,
          },
        ]
      : [],
  );
  return [...halves, ...checkTargets(context)];
}

function checkTargets(context: Context): RuleFinding[] {
  return [...context.aliases].flatMap(([name, target]): RuleFinding[] => {
    const location = ['router_settings', 'model_group_alias', name];
    if (target === '' || target === name || !context.namesComplete) return [];
    const findings: RuleFinding[] = [];
    if (context.groups.has(name))
      findings.push({
        code: 'alias-shadows-group',
        location,
        message: `The alias hides the model group ${JSON.stringify(name)}, which cannot be reached any more.`,
      });
    if (context.groups.has(target)) return findings;
    if (context.aliases.has(target)) {
      findings.push(
        followsBack(context, name)
          ? { code: 'alias-cycle', location, message: `The alias ${JSON.stringify(name)} leads back to itself.` }
          : {
              code: 'alias-chain',
              location,
              message: `${JSON.stringify(target)} is an alias itself; the engine follows one step only and answers 400.`,
            },
      );
    } else if (!isKnownModel(context, target)) {
      findings.push({
        code: 'dangling-alias',
        location,
        message: `There is no model ${JSON.stringify(target)}; every call of the alias answers 400.`,
        ...suggestModel(context, target),
      });
    }
    return findings;
  });
}

function followsBack(context: Context, name: string): boolean {
  const seen = new Set([name]);
  for (let target = context.aliases.get(name); target !== undefined; target = context.aliases.get(target)) {
    if (seen.has(target)) return true;
    seen.add(target);
  }
  return false;
}
