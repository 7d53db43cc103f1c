import {
  type Diagnostic,
  isJsonObject,
  type Json,
  type JsonObject,
  type Location,
  toPath,
  toPointer,
} from '@regent/core';
import { importDocument, type ImportedConfig, type ImportOptions } from '../import/import.ts';
import { hasOwnWords } from '../import/own-words.ts';
import { validateConfig } from '../validate.ts';

export interface PredecessorOptions extends ImportOptions {
  /** Opens one sealed secret; null where it cannot. */
  readonly open: (sealed: string) => string | null;
}

export interface ImportedPredecessor extends ImportedConfig {
  /** How many secrets the file holds sealed, and how many of them opened. */
  readonly sealed: { readonly found: number; readonly opened: number };
}

interface Entry {
  readonly kind: string;
  readonly name: string;
  readonly data: Json;
  readonly index: number;
}

const settingSections: Readonly<Record<string, string>> = {
  router_setting: 'router_settings',
  litellm_setting: 'litellm_settings',
  general_setting: 'general_settings',
};

/**
 * The `ui_config.json` of LLM-Proxy UI → items. Its secrets are sealed one by one; one that does not open leaves its
 * item without it, with a finding. Never throws; a text of another shape gives an error and no items.
 */
export function importPredecessor(text: string, options: PredecessorOptions): ImportedPredecessor {
  const entries = readEntries(text);
  if (entries === null) return { ...nothing, diagnostics: [notReadable] };
  const builder = new DocumentBuilder(options.open);
  for (const entry of entries) builder.add(entry);
  const document = builder.document();
  const place = (location: Location) => ({ path: toPath(location), pointer: toPointer(location), line: 1 });
  return {
    ...importDocument(document, place, options),
    diagnostics: [...builder.findings, ...validateConfig(document, options)],
    sealed: builder.sealed,
  };
}

const nothing = { items: [], secrets: [], receipt: [], sealed: { found: 0, opened: 0 } };

const notReadable: Diagnostic = {
  severity: 'error',
  code: 'json-syntax',
  path: '',
  pointer: '',
  message: 'This is not the export of LLM-Proxy UI: `{"version": 1, "items": […]}` was expected.',
};

function readEntries(text: string): readonly Entry[] | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isJsonObject(data) || !Array.isArray(data.items)) return null;
  return (data.items as readonly Json[]).flatMap((item, index) =>
    isJsonObject(item) && typeof item.kind === 'string' && typeof item.name === 'string'
      ? [{ kind: item.kind, name: item.name, data: item.data ?? null, index }]
      : [],
  );
}

/** Puts the items back into the document that they were rendered to. */
class DocumentBuilder {
  readonly findings: Diagnostic[] = [];
  readonly sealed = { found: 0, opened: 0 };
  readonly #open: (sealed: string) => string | null;
  readonly #models: JsonObject[] = [];
  readonly #credentials: JsonObject[] = [];
  readonly #servers: Record<string, Json> = {};
  readonly #sections: Record<string, Record<string, Json>> = {};
  #rest: JsonObject = {};

  constructor(open: (sealed: string) => string | null) {
    this.#open = open;
  }

  add(entry: Entry): void {
    const { kind, name, data } = entry;
    if (hasOwnWords(data)) return this.#skip(entry);
    const section = settingSections[kind];
    if (section !== undefined) {
      (this.#sections[section] ??= {})[name] = settingValue(data);
      return;
    }
    if (!isJsonObject(data)) return this.#skip(entry);
    switch (kind) {
      case 'model':
        this.#models.push(withId(data, name));
        return;
      case 'credential':
        this.#credentials.push(this.#credential(entry, data));
        return;
      case 'mcp_server':
        this.#addServer(entry, data);
        return;
      case 'passthrough':
        this.#rest = data;
        return;
      default:
        this.#skip(entry);
    }
  }

  document(): JsonObject {
    const sections = Object.entries(this.#sections).map(([section, own]) => {
      const below = this.#rest[section];
      return [section, isJsonObject(below) ? { ...below, ...own } : own] as const;
    });
    return {
      ...this.#rest,
      ...Object.fromEntries(sections),
      ...(this.#models.length === 0 ? {} : { model_list: this.#models }),
      ...(this.#credentials.length === 0 ? {} : { credential_list: this.#credentials }),
      ...(Object.keys(this.#servers).length === 0 ? {} : { mcp_servers: this.#servers }),
    };
  }

  #credential(entry: Entry, data: JsonObject): JsonObject {
    const key = this.#reveal(entry, data.value_encrypted);
    const provider = typeof data.provider === 'string' ? data.provider : null;
    return {
      credential_name: entry.name,
      credential_values: key === null ? {} : { api_key: key },
      credential_info: provider === null ? {} : { custom_llm_provider: provider },
    };
  }

  #addServer(entry: Entry, data: JsonObject): void {
    const { server_name, auth_value_encrypted: sealed, ...rest } = data;
    const value = sealed === undefined ? null : this.#reveal(entry, sealed);
    const name = typeof server_name === 'string' && server_name !== '' ? server_name : entry.name;
    this.#servers[name] = value === null ? rest : { ...rest, auth_value: value };
  }

  #reveal(entry: Entry, sealed: Json | undefined): string | null {
    if (typeof sealed !== 'string' || sealed === '') return null;
    this.sealed.found++;
    const text = this.#open(sealed);
    if (text !== null) {
      this.sealed.opened++;
      return text;
    }
    this.findings.push({
      ...placeOf(entry),
      severity: 'warning',
      code: 'secret-not-readable',
      message: `The secret of ${entry.kind} "${entry.name}" does not open; it comes without it.`,
      hint: 'Give the passphrase that the file was made with (CREDENTIALS_KEY, else SESSION_SECRET), or enter the secret again.',
    });
    return null;
  }

  #skip(entry: Entry): void {
    this.findings.push({
      ...placeOf(entry),
      severity: 'warning',
      code: 'not-taken-over',
      message: `${entry.kind} "${entry.name}" has no place in the configuration; it is left out.`,
    });
  }
}

function placeOf({ index }: Entry): { path: string; pointer: string } {
  return { path: toPath(['items', index]), pointer: toPointer(['items', index]) };
}

/** Settings are stored as they are, or wrapped as `{ value }`. */
function settingValue(data: Json): Json {
  return isJsonObject(data) && Object.keys(data).join() === 'value' ? (data.value ?? null) : data;
}

/** The item's name is the id under which the engine knows the deployment. */
function withId(data: JsonObject, name: string): JsonObject {
  const info = isJsonObject(data.model_info) ? data.model_info : {};
  return { ...data, model_info: { id: name, ...info } };
}
