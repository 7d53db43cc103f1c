import { fallbackKeys, fallbackSections, isJsonObject, type Json, type Location } from '@regent/core';
import { type Context, isKnownModel, isMap, type RuleFinding, valueIn } from './context.ts';
import { nearest } from './spelling.ts';

/** Fallbacks of every class, in both sections: shape, sources and targets. */
export function fallbackRules(context: Context): RuleFinding[] {
  return [...checkShadows(context), ...fallbackSections.flatMap((section) => checkSection(context, section))];
}

/** One class in both sections: the engine takes the one of `router_settings` and says nothing. */
function checkShadows({ document }: Context): RuleFinding[] {
  return Object.values(fallbackKeys).flatMap((key): RuleFinding[] => {
    const shadowed = valueIn(document, ['litellm_settings', key]);
    const wins = valueIn(document, ['router_settings', key]);
    if (!Array.isArray(shadowed) || !Array.isArray(wins) || shadowed.length === 0 || wins.length === 0) return [];
    return [
      {
        code: 'shadowed-fallback',
        location: ['litellm_settings', key],
        message: `router_settings has ${key} too: these here are never used.`,
      },
    ];
  });
}

function checkSection(context: Context, section: (typeof fallbackSections)[number]): RuleFinding[] {
  return Object.values(fallbackKeys).flatMap((key) => {
    const location = [section, key];
    const value = valueIn(context.document, location);
    if (value === undefined || value === null || !Array.isArray(value)) return [];
    if (key === 'default_fallbacks') return checkTargets(context, null, value, location);
    return [
      ...(value as readonly Json[]).flatMap((entry, index) => checkEntry(context, entry, [...location, index])),
      ...checkSources(value, location),
    ];
  });
}

function checkEntry(context: Context, entry: Json, location: Location): RuleFinding[] {
  if (!isMap(entry)) {
    return [
      {
        code: 'fallback-shape',
        location,
        message: 'A fallback is a map with one group and the list of its targets; the engine refuses to start.',
      },
    ];
  }
  const sources = Object.keys(entry);
  const [source] = sources;
  if (source === undefined || sources.length !== 1) {
    return [
      {
        code: 'fallback-shape',
        location,
        message: `A fallback holds exactly one group, this one ${sources.length}; the engine refuses to start.`,
      },
    ];
  }
  const targets = entry[source];
  if (!Array.isArray(targets)) {
    const how = typeof targets === 'string' ? 'a text is read letter by letter' : 'without one nothing is tried';
    return [
      {
        code: 'fallback-shape',
        location: [...location, source],
        message: `The targets of ${JSON.stringify(source)} must be a list; ${how}.`,
        hint: 'Write [target, target].',
      },
    ];
  }
  if (targets.length === 0)
    return [
      {
        code: 'fallback-shape',
        location: [...location, source],
        message: 'There are no targets; nothing is tried.',
        severity: 'warning',
      },
    ];
  const unknown = isKnownModel(context, source) ? [] : [ghostSource(context, source, [...location, source])];
  return [...unknown, ...checkTargets(context, source, targets, [...location, source])];
}

function ghostSource(context: Context, source: string, location: Location): RuleFinding {
  return {
    code: 'dangling-fallback-source',
    location,
    message: `There is no model ${JSON.stringify(source)}; these fallbacks are never used.`,
    ...suggestModel(context, source),
  };
}

function checkTargets(
  context: Context,
  source: string | null,
  targets: readonly Json[],
  location: Location,
): RuleFinding[] {
  return targets.flatMap((target, index): RuleFinding[] => {
    const at = [...location, index];
    const name = isJsonObject(target) ? target.model : target;
    if (typeof name !== 'string') {
      return isJsonObject(target)
        ? []
        : [
            {
              code: 'wrong-type',
              location: at,
              message: 'A target is the name of a model.',
              hint: 'Put it into quotes.',
            },
          ];
    }
    if (name === source && !isJsonObject(target))
      return [{ code: 'fallback-to-itself', location: at, message: 'The model that failed is tried once more.' }];
    if (isKnownModel(context, name)) return [];
    return [
      {
        code: 'dangling-fallback',
        location: at,
        message: `There is no model ${JSON.stringify(name)}; when it is needed, this fallback fails too.`,
        ...suggestModel(context, name),
      },
    ];
  });
}

function checkSources(entries: readonly Json[], location: Location): RuleFinding[] {
  const seen = new Set<string>();
  return entries.flatMap((entry, index): RuleFinding[] => {
    const source = isMap(entry) ? Object.keys(entry)[0] : undefined;
    if (source === undefined) return [];
    const again = seen.has(source);
    seen.add(source);
    return again
      ? [
          {
            code: 'duplicate-fallback',
            location: [...location, index, source],
            message: `There are fallbacks for ${JSON.stringify(source)} above; only the first ones are used.`,
          },
        ]
      : [];
  });
}

/** A hint when a known model is spelt nearly the same. */
export function suggestModel(context: Context, name: string): { hint?: string } {
  const suggestion = nearest(name, [...context.groups, ...context.aliases.keys()]);
  return suggestion === undefined ? {} : { hint: `Did you mean ${suggestion}?` };
}
