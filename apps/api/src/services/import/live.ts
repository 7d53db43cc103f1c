import {
  AppError,
  type Diagnostic,
  isJsonObject,
  type Json,
  type JsonObject,
  Secret,
  toPath,
  toPointer,
} from '@regent/core';
import { EngineApiError, type LiveConfiguration, readConfiguration } from '@regent/litellm';
import { hasOwnWords, importConfig, importDocument, parseConfig } from '@regent/renderer';
import type { LiveSource, ReadOptions, ReadSource } from './source.ts';

/**
 * A running LiteLLM, asked through its admin API: deployments, credentials, router settings, what its database adds. With
 * its file, the file is the truth and the API adds what only the database knows. Masked secrets are named, never taken.
 */
export async function readLive(source: LiveSource, options: ReadOptions): Promise<ReadSource> {
  const live = await ask(source);
  const ofFile = source.text === undefined ? null : (parseConfig(source.text).document ?? null);
  const findings: Diagnostic[] = live.failed.map(({ path, text }) =>
    finding({ code: 'not-taken-over', at: [], message: `${path} could not be read: ${text}` }),
  );
  const document = documentOf(live, ofFile, findings);
  const place = (location: readonly (string | number)[]) => ({
    path: toPath(location),
    pointer: toPointer(location),
    line: 1,
  });
  const imported = importDocument(document, place, options);
  const lints = source.text === undefined ? [] : importConfig(source.text, options).diagnostics;
  return { format: 'live', wants: null, ...imported, diagnostics: [...findings, ...lints] };
}

async function ask(source: LiveSource): Promise<LiveConfiguration> {
  try {
    return await readConfiguration({ baseUrl: source.url, masterKey: new Secret(source.masterKey) });
  } catch (cause) {
    if (!(cause instanceof EngineApiError)) throw cause;
    const detail =
      cause.status === 401 || cause.status === 400
        ? 'LiteLLM does not accept this master key.'
        : `LiteLLM at this address answered: ${cause.message.replaceAll(source.masterKey, '***')}`;
    throw new AppError('engine-error', { detail, cause });
  }
}

function documentOf(live: LiveConfiguration, ofFile: JsonObject | null, findings: Diagnostic[]): JsonObject {
  const inFile = new Set(listOf(ofFile, 'model_list').map((entry) => idOf(entry)));
  const namedInFile = new Set(listOf(ofFile, 'credential_list').map((entry) => entry.credential_name));
  const kept = listOf(ofFile, 'model_list');
  const models = live.deployments.filter(
    (one) =>
      !hasOwnWords(one.params) && !hasOwnWords(one.info) && (ofFile === null || (one.stored && !inFile.has(one.id))),
  );
  const credentials = live.credentials.filter(({ name, values }) => !namedInFile.has(name) && !hasOwnWords(values));
  const model_list = [
    ...kept,
    ...models.map((one, index): JsonObject => {
      const params = withoutMasks(one.params);
      if (params.masked || !hasAccess(params.value))
        findings.push(notReadable(['model_list', kept.length + index], `deployment "${one.modelName}"`));
      return { model_name: one.modelName, litellm_params: params.value, model_info: { id: one.id, ...one.info } };
    }),
  ];
  const credential_list = [
    ...listOf(ofFile, 'credential_list'),
    ...credentials.map(({ name, values, info }, index): JsonObject => {
      const { value, masked } = withoutMasks(values);
      if (masked) findings.push(notReadable(['credential_list', index], `credential "${name}"`));
      return { credential_name: name, credential_values: value, credential_info: info };
    }),
  ];
  const told = ofFile === null ? live.settings : live.storedSettings;
  const settings = hasOwnWords(told) ? {} : told;
  return { ...deepUnder(settings, ofFile ?? {}), model_list, credential_list };
}

/** Settings below what the file says: the file wins wherever both speak. */
function deepUnder(below: JsonObject, above: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = below[key];
    merged[key] = isJsonObject(under) && isJsonObject(value) ? { ...under, ...value } : value;
  }
  return merged;
}

function listOf(document: JsonObject | null, section: string): readonly JsonObject[] {
  const list = document?.[section];
  return Array.isArray(list) ? (list as readonly Json[]).filter(isJsonObject) : [];
}

function idOf(entry: JsonObject): Json {
  return isJsonObject(entry.model_info) ? (entry.model_info.id ?? null) : null;
}

/** Masked texts look like `sk****ab`; what is masked is left out. */
function withoutMasks(data: JsonObject): { value: JsonObject; masked: boolean } {
  let masked = false;
  const walk = (value: Json): Json | undefined => {
    if (typeof value === 'string' && /\*{3,}/.test(value)) {
      masked = true;
      return undefined;
    }
    if (Array.isArray(value)) return value.map((entry: Json) => walk(entry)).filter((entry) => entry !== undefined);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, entry]) => {
        const kept = walk(entry);
        return kept === undefined ? [] : [[key, kept] as const];
      }),
    );
  };
  return { value: walk(data) as JsonObject, masked }; // an object stays one
}

/** A deployment whose secret the API left out looks like one that never had any. */
function hasAccess(params: JsonObject): boolean {
  return 'litellm_credential_name' in params || 'mock_response' in params;
}

function notReadable(at: readonly (string | number)[], what: string): Diagnostic {
  return {
    ...finding({
      code: 'secret-not-readable',
      at,
      message: `LiteLLM does not tell the secret of ${what}, if it has one.`,
    }),
    hint: 'Enter it in the staged item before applying.',
  };
}

function finding(one: { code: string; at: readonly (string | number)[]; message: string }): Diagnostic {
  const { code, at, message } = one;
  return { severity: 'warning', code, path: toPath(at), pointer: toPointer(at), message };
}
