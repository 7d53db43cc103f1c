import { type Json, type JsonObject, type Location, toPath, toPointer } from '@regent/core';
import { importDocument, type ImportedConfig, type ImportOptions } from '../import/import.ts';
import { type Declared, type DeclarativeSource, resolveDeclarative } from './declarative.ts';

/**
 * The declarative format → items, as {@link importConfig} does it for a `config.yaml`. With any error there are no items.
 * A provider without a key gives items that are kept disabled.
 */
export function importDeclarative(source: DeclarativeSource, options: ImportOptions = {}): ImportedConfig {
  const { declared, findings } = resolveDeclarative(source);
  if (declared === null) return { items: [], secrets: [], receipt: [], diagnostics: findings };
  const place = (location: Location) => {
    const origin = originOf(declared, location);
    return { path: toPath(origin), pointer: toPointer(origin), line: declared.lineOf(origin) };
  };
  return { ...importDocument(documentOf(declared), place, options), diagnostics: findings };
}

/** The configuration document that the declaration stands for. */
function documentOf(declared: Declared): JsonObject {
  const { credentials, models, aliases, fallbacks } = declared;
  return {
    model_list: models.map(({ modelName, params, info, enabled }) => ({
      model_name: modelName,
      litellm_params: params,
      model_info: info,
      ...disabled(enabled),
    })),
    credential_list: credentials.map(({ name, apiKey, apiBase, label, enabled }) => ({
      credential_name: name,
      credential_values: {
        ...(apiKey === null ? {} : { api_key: apiKey }),
        ...(apiBase === null ? {} : { api_base: apiBase }),
      },
      credential_info: { custom_llm_provider: label },
      ...disabled(enabled),
    })),
    router_settings: {
      ...(Object.keys(aliases).length === 0 ? {} : { model_group_alias: aliases }),
      ...(fallbacks.length === 0
        ? {}
        : { fallbacks: fallbacks.map(({ source, targets }): JsonObject => ({ [source]: targets })) }),
    },
  };
}

function disabled(enabled: boolean): Record<string, Json> {
  return enabled ? {} : { $regent: { enabled: false } };
}

/** Where a part of that document is written in the declarative files. */
function originOf(declared: Declared, location: Location): Location {
  const [section, at, ...inside] = location;
  const index = Number(at);
  if (section === 'model_list') return [...(declared.models[index]?.location ?? []), ...inside];
  if (section === 'credential_list') {
    const provider = ['providers', declared.credentials[index]?.provider ?? ''];
    return inside[0] === 'credential_values' && inside[1] !== undefined ? [...provider, inside[1]] : provider;
  }
  if (at === 'model_group_alias') return ['aliases', ...inside];
  return declared.fallbacks[Number(inside[0])]?.location ?? ['fallbacks'];
}
