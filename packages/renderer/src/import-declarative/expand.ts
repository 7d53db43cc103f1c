import { isJsonObject, type Json, type JsonObject, type Location } from '@regent/core';
import { objectAt } from './merge.ts';

export interface DeclaredCredential {
  readonly name: string;
  readonly provider: string;
  readonly apiBase: string | null;
  readonly label: string;
  readonly apiKey: string | null;
  readonly enabled: boolean;
}

export interface DeclaredModel {
  readonly modelName: string;
  readonly params: JsonObject;
  readonly info: JsonObject;
  readonly enabled: boolean;
  /** Public name, credential, upstream name: what makes it the same model at the next run. */
  readonly identity: readonly [string, string, string];
  /** In the merged file. */
  readonly location: Location;
}

const interfaces = {
  openai: { suffix: '/v1', label: 'OpenAI_Compatible' },
  gemini: { suffix: '/v1beta', label: 'Google_AI_Studio' },
  anthropic: { suffix: '', label: 'Anthropic' },
} as const;
type InterfaceName = keyof typeof interfaces;

const forced = ['model', 'litellm_credential_name'] as const;

export interface Expanded {
  readonly credentials: readonly DeclaredCredential[];
  readonly models: readonly DeclaredModel[];
  /** Own parameters that are always derived and therefore left out. */
  readonly ignored: readonly Location[];
}

/** One credential for each interface of a provider, and the models behind it. Without a key both are disabled. */
export function expandProvider(name: string, provider: JsonObject): Expanded {
  const ignored: Location[] = [];
  const spoken = Object.entries(objectAt(provider, 'interfaces')) as [InterfaceName, Json][]; // checked by shape
  const parts = spoken.map(([kind, entry]) => {
    const credential = credentialOf(name, provider, kind);
    const models = Object.entries(isJsonObject(entry) ? objectAt(entry, 'models') : {}).map(([upstream, own]) => {
      const location = ['providers', name, 'interfaces', kind, 'models', upstream];
      const model = isJsonObject(own) ? own : {};
      const params = objectAt(model, 'litellm_params');
      for (const key of forced) if (Object.hasOwn(params, key)) ignored.push([...location, 'litellm_params', key]);
      return modelOf({ upstream, kind, location, model, groups: provider.access_groups }, credential);
    });
    return { credential, models };
  });
  return {
    credentials: parts.map(({ credential }) => credential),
    models: parts.flatMap(({ models }) => models),
    ignored,
  };
}

function credentialOf(provider: string, data: JsonObject, kind: InterfaceName): DeclaredCredential {
  const { suffix, label } = interfaces[kind];
  const base = typeof data.api_base === 'string' ? data.api_base.replace(/\/+$/, '') : null;
  const apiKey = typeof data.api_key === 'string' && data.api_key !== '' ? data.api_key : null;
  return {
    name: `${provider}-${kind}`,
    provider,
    apiBase: base === null || base.endsWith(suffix) ? base : `${base}${suffix}`,
    label,
    apiKey,
    enabled: apiKey !== null,
  };
}

function modelOf(
  place: {
    readonly upstream: string;
    readonly kind: InterfaceName;
    readonly location: Location;
    readonly model: JsonObject;
    readonly groups: Json | undefined;
  },
  credential: DeclaredCredential,
): DeclaredModel {
  const { upstream, kind, model, location } = place;
  const modelName = typeof model.model_name === 'string' ? model.model_name : upstream;
  const { model: _model, litellm_credential_name: _name, ...own } = objectAt(model, 'litellm_params');
  const groups = model.access_groups ?? place.groups;
  const hasGroups = Array.isArray(groups) && groups.length > 0;
  return {
    modelName,
    params: { model: `${kind}/${upstream}`, litellm_credential_name: credential.name, ...own },
    info: {
      base_model: modelName,
      ...objectAt(model, 'model_info'),
      ...(hasGroups ? { access_groups: groups } : {}),
    },
    enabled: credential.enabled,
    identity: [modelName, credential.name, upstream],
    location,
  };
}
