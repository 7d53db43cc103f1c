import { isJsonObject, type Json, type JsonObject } from '@regent/core';
import { z } from 'zod';
import { callEngine, type EngineConnection, EngineApiError } from './connection.ts';

export interface LiveDeployment {
  readonly id: string;
  readonly modelName: string;
  readonly params: JsonObject;
  /** Without what the engine's price catalog adds. */
  readonly info: JsonObject;
  /** Made in the engine's database, not in its file. */
  readonly stored: boolean;
}

export interface LiveCredential {
  readonly name: string;
  /** Secrets are masked by the engine. */
  readonly values: JsonObject;
  readonly info: JsonObject;
}

/** What a running LiteLLM tells of its configuration. */
export interface LiveConfiguration {
  readonly deployments: readonly LiveDeployment[];
  readonly credentials: readonly LiveCredential[];
  /** Router and general settings that differ from their defaults, by section. */
  readonly settings: JsonObject;
  /** Those of them that stand in its database. */
  readonly storedSettings: JsonObject;
  /** Calls that the engine did not answer; what they would have told is missing. */
  readonly failed: readonly { readonly path: string; readonly text: string }[];
}

const data: z.ZodType<JsonObject> = z.record(z.string(), z.json());
const Models = z.object({
  data: z.array(z.object({ model_name: z.string(), litellm_params: data, model_info: data.optional() })),
});
const Credentials = z.object({
  credentials: z.array(
    z.object({ credential_name: z.string(), credential_values: data.nullish(), credential_info: data.nullish() }),
  ),
});
const RouterSettings = z.object({
  fields: z.array(z.looseObject({ field_name: z.string(), field_default: z.json().optional() })).default([]),
  current_values: data,
  /** Absent before 1.103. */
  source: z.record(z.string(), z.string()).nullish(),
});
const GeneralSettings = z.array(
  z.looseObject({ field_name: z.string(), field_value: z.json().optional(), source: z.string().nullish() }),
);

/** Asks for everything that the admin API tells. @throws EngineApiError when not even its models can be read */
export async function readConfiguration(connection: EngineConnection): Promise<LiveConfiguration> {
  const models = await callEngine(connection, { method: 'GET', path: '/model/info', answer: Models });
  const failed: { path: string; text: string }[] = [];
  const attempt = async <T>(path: string, answer: z.ZodType<T>): Promise<T | null> => {
    try {
      return await callEngine(connection, { method: 'GET', path, answer });
    } catch (error) {
      if (!(error instanceof EngineApiError)) throw error;
      failed.push({ path, text: `status ${error.status}` });
      return null;
    }
  };
  const credentials = await attempt('/credentials', Credentials);
  const router = await attempt('/router/settings', RouterSettings);
  const general = await attempt('/config/list?config_type=general_settings', GeneralSettings);
  const aliases = Object.keys(objectOf(router?.current_values.model_group_alias));
  const set = (general ?? []).filter(({ field_value }) => field_value !== undefined && field_value !== null);
  const sectionOf = (fields: typeof set): JsonObject =>
    fields.length === 0
      ? {}
      : {
          general_settings: Object.fromEntries(
            fields.map(({ field_name, field_value }) => [field_name, field_value ?? null]),
          ),
        };
  return {
    deployments: deploymentsOf(models.data, aliases),
    credentials: (credentials?.credentials ?? []).map((one) => ({
      name: one.credential_name,
      values: one.credential_values ?? {},
      info: one.credential_info ?? {},
    })),
    settings: {
      ...(router === null ? {} : routerSection(router)),
      ...sectionOf(set.filter((one) => one.source !== 'default')),
    },
    storedSettings: {
      ...(router === null ? {} : routerSection(router, 'db')),
      ...sectionOf(set.filter((one) => one.source === 'db')),
    },
    failed,
  };
}

/** One per id: an alias repeats its deployment under its own name, a wildcard once for each model that it may mean. */
function deploymentsOf(rows: z.infer<typeof Models>['data'], aliases: readonly string[]): LiveDeployment[] {
  const found = new Map<string, LiveDeployment>();
  for (const { model_name, litellm_params, model_info = {} } of rows) {
    const id = typeof model_info.id === 'string' ? model_info.id : null;
    if (id === null || found.has(id) || aliases.includes(model_name)) continue;
    const params = Object.fromEntries(
      Object.entries(litellm_params).filter(([key, value]) => value !== null && !engineParams.includes(key)),
    );
    found.set(id, {
      id,
      modelName: model_name,
      params,
      info: ownInfo(model_info),
      stored: model_info.db_model === true,
    });
  }
  return [...found.values()];
}

/** Parameters that the engine fills in for every deployment. */
const engineParams = ['use_in_pass_through', 'use_litellm_proxy', 'merge_reasoning_content_in_choices'];

/** Keys of `model_info` that people set; the rest comes from the catalog. */
const infoKeys = ['mode', 'base_model', 'access_groups', 'tags', 'description', 'team_id', 'health_check_model'];

function ownInfo(info: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(info).filter(([key, value]) => infoKeys.includes(key) && value !== null));
}

function routerSection({ fields, current_values, source }: z.infer<typeof RouterSettings>, only?: string): JsonObject {
  const defaults = new Map(fields.map(({ field_name, field_default }) => [field_name, field_default ?? null]));
  const changed = Object.entries(current_values).filter(
    ([key, value]) =>
      !isEmpty(value) &&
      source?.[key] !== 'default' &&
      (only === undefined || source?.[key] === only) &&
      JSON.stringify(value) !== JSON.stringify(defaults.get(key) ?? null),
  );
  return changed.length === 0 ? {} : { router_settings: Object.fromEntries(changed) };
}

const isEmpty = (value: Json) =>
  value === null ||
  (Array.isArray(value) && value.length === 0) ||
  (isJsonObject(value) && Object.keys(value).length === 0);

const objectOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
