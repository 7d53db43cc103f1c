import { isJsonObject, type JsonObject, type Location } from '@regent/core';
import { valueAt } from '../yaml/positions.ts';
import { type DeclaredCredential, type DeclaredModel, expandProvider } from './expand.ts';
import { resolveExtends } from './extend.ts';
import { objectAt, overlaid } from './merge.ts';
import { checkNames, type DeclaredFallback, fallbacksOf } from './references.ts';
import { type DeclarativeFinding, SourceFile } from './source.ts';

export interface DeclarativeSource {
  /** Text of `config.json`. */
  readonly config: string;
  /** Text of `config.local.json`, which is laid over it and usually holds the keys. */
  readonly local?: string | undefined;
}

export interface Declared {
  readonly credentials: readonly DeclaredCredential[];
  readonly models: readonly DeclaredModel[];
  readonly aliases: JsonObject;
  readonly fallbacks: readonly DeclaredFallback[];
  /** The line where a location of the merged file is written. */
  readonly lineOf: (location: Location) => number;
}

export interface ResolvedDeclarative {
  /** Null when anything is wrong: then nothing may be staged. */
  readonly declared: Declared | null;
  /** All of them in one run, errors and warnings. */
  readonly findings: readonly DeclarativeFinding[];
}

/**
 * Reads the declarative format (providers, aliases, fallbacks) with its local overlay: inheritance, derived credentials
 * and deployments, `$base`. Pure; an unknown key, a dangling name or a circle is an error with its file, path and line.
 */
export function resolveDeclarative(source: DeclarativeSource): ResolvedDeclarative {
  const base = new SourceFile('config.json', source.config);
  const local = source.local === undefined ? null : new SourceFile('config.local.json', source.local);
  const files = { base, local };
  const misshapen = [...base.findings, ...(local?.findings ?? [])];
  // What follows would only repeat these mistakes in other words.
  if (misshapen.length > 0) return { declared: null, findings: misshapen };

  const merged = local === null ? base.data : overlaid(base.data, local.data);
  const fileOf = (location: Location): SourceFile =>
    local !== null && valueAt(local.data, location) !== undefined && valueAt(base.data, location) === undefined
      ? local
      : base;
  const { resolved, problems } = resolveExtends(objectAt(merged, 'providers'));
  const findings: DeclarativeFinding[] = problems.map(({ code, provider, message }) => {
    const location = ['providers', provider, '$extend'];
    return fileOf(location).finding('error', { code, location, message });
  });
  const parts = [...resolved].map(([name, provider]) => ({ name, ...expandProvider(name, provider) }));
  findings.push(...parts.flatMap((part) => providerFindings(part, fileOf)));
  const models = parts.flatMap((part) => part.models);
  const aliases = objectAt(merged, 'aliases');
  const { fallbacks, mentions } = fallbacksOf(files);
  if (problems.length === 0) {
    const groups = new Set(models.map(({ modelName }) => modelName));
    findings.push(...checkNames({ groups, aliases, mentions }, files));
  }
  if (findings.some(({ severity }) => severity === 'error')) return { declared: null, findings };
  const credentials = parts.flatMap((part) => part.credentials);
  const lineOf = (location: Location) => fileOf(location).lineOf(location);
  return { declared: { credentials, models, aliases, fallbacks, lineOf }, findings };
}

function providerFindings(
  part: { name: string } & ReturnType<typeof expandProvider>,
  fileOf: (location: Location) => SourceFile,
): DeclarativeFinding[] {
  const { name, credentials, ignored } = part;
  const location = ['providers', name];
  const withoutKey = credentials.some(({ enabled }) => !enabled)
    ? [
        fileOf(location).finding('warning', {
          code: 'provider-without-key',
          location,
          message: `Provider "${name}" has no api_key in either file; its credentials and models are staged as disabled.`,
          hint: 'Add the key to config.local.json, or enter it in Regent and enable them there.',
        }),
      ]
    : [];
  return [
    ...withoutKey,
    ...ignored
      // An inherited parameter stands at the base, where it is reported once.
      .filter((at) => isJsonObject(valueAt(fileOf(at).data, at.slice(0, -1))))
      .map((at) =>
        fileOf(at).finding('warning', {
          code: 'model-param-ignored',
          location: at,
          message: `${String(at.at(-1))} is always derived from provider, interface and map key; this one is left out.`,
        }),
      ),
  ];
}
