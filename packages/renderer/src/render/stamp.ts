import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import {
  canonicalJson,
  compareItems,
  type Diagnostic,
  isJsonObject,
  type Item,
  type Json,
  type JsonObject,
} from '@regent/core';
import { toDiagnostics } from '../finding.ts';
import { writeYaml } from '../yaml/write.ts';
import { orderDocument } from './order.ts';
import { checkText } from './render.ts';

/** Key of the fingerprint in every deployment's `model_info`. */
export const stampKey = 'regent';

export interface StampOptions {
  readonly fingerprint: string;
  /** Tree that wins over the document: `{ general_settings: { store_model_in_db: false } }`. */
  readonly forced?: JsonObject;
  /** `LITELLM_ENVIRONMENT` of the engine: deployments that are meant for other environments are not expected to serve. */
  readonly engineEnvironment?: string;
}

export interface StampedConfig {
  readonly text: string;
  readonly document: JsonObject;
  /** Distinct `model_info.id`s of the deployments that are meant for this engine: what `/model/info` must list. */
  readonly deploymentIds: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Makes a rendered document the artifact: the fingerprint in every deployment and the keys that Regent forces. With no
 * model at all there is an explicit empty `model_list`. Import takes the stamp off again.
 */
export function stampConfig(document: JsonObject, options: StampOptions): StampedConfig {
  const models = Array.isArray(document.model_list) ? (document.model_list as readonly Json[]) : [];
  const stamped = orderDocument(
    overlay(
      { ...withoutFalseSsl(document), model_list: models.map((model) => stampModel(model, options.fingerprint)) },
      options.forced ?? {},
    ),
  );
  const { text } = writeYaml(stamped);
  const ids = models.flatMap((model) => {
    const info = isJsonObject(model) && isJsonObject(model.model_info) ? model.model_info : null;
    return info !== null && isMeantFor(info, options.engineEnvironment) ? [String(info.id)] : [];
  });
  return {
    text,
    document: stamped,
    deploymentIds: [...new Set(ids)],
    diagnostics: toDiagnostics(checkText(text, stamped)),
  };
}

/** The engine leaves out a deployment whose `supported_environments` do not name its own. */
function isMeantFor(info: JsonObject, environment: string | undefined): boolean {
  const supported = info.supported_environments;
  return !Array.isArray(supported) || environment === undefined || supported.includes(environment);
}

function stampModel(model: Json, fingerprint: string): Json {
  if (!isJsonObject(model)) return model;
  const info = isJsonObject(model.model_info) ? model.model_info : {};
  return { ...model, model_info: { ...info, [stampKey]: fingerprint } };
}

/** An `ssl` entry that is not true makes the engine's Redis client hang on a plain Redis: it is left out. */
function withoutFalseSsl(document: JsonObject): JsonObject {
  const settings = document.litellm_settings;
  if (!isJsonObject(settings) || !isJsonObject(settings.cache_params)) return document;
  const { ssl, ...cache } = settings.cache_params;
  if (ssl === undefined || ssl === true) return document;
  return { ...document, litellm_settings: { ...settings, cache_params: cache } };
}

function overlay(base: JsonObject, forced: JsonObject): JsonObject {
  const result: Record<string, Json> = { ...base };
  for (const [key, value] of Object.entries(forced)) {
    const present = result[key];
    result[key] = isJsonObject(value) && isJsonObject(present) ? overlay(present, value) : value;
  }
  return result;
}

/**
 * First 12 hex digits of SHA-256 over the canonical items (secrets as references) and the environment. Names of
 * `environment` map to versions or digests, never to values.
 */
export function fingerprintOf(items: readonly Item[], environment: Readonly<Record<string, string>>): string {
  const canonical = [...items]
    .sort(compareItems)
    .map(({ kind, key, position, data }): Json => [kind, key, position ?? null, data]);
  return bytesToHex(sha256(utf8ToBytes(canonicalJson([canonical, environment])))).slice(0, 12);
}
