import { AppError, type Diagnostic, isJsonObject, type Json, type JsonObject, toPath, toPointer } from '@regent/core';
import { hasOwnWords, importDocument } from '@regent/renderer';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx } from '../../app-context.ts';
import { litellmOpener } from './litellm-seal.ts';
import type { ReadOptions, ReadSource, StoredSource } from './source.ts';

const data: z.ZodType<JsonObject> = z
  .record(z.string(), z.json())
  .refine((value) => !hasOwnWords(value), 'A row uses words that mean something to Regent only.');
const ModelRows = z.array(
  z.object({ id: z.string(), name: z.string(), params: data, info: data.nullable().transform((info) => info ?? {}) }),
);
const CredentialRows = z.array(
  z.object({ name: z.string(), values: data, info: data.nullable().transform((info) => info ?? {}) }),
);
const ConfigRows = z.array(z.object({ name: z.string(), value: z.json() }));

/** Sections that LiteLLM keeps in its table of settings; other rows are its own bookkeeping. */
const sections = ['general_settings', 'router_settings', 'litellm_settings', 'environment_variables'];

/**
 * What LiteLLM stored in its own database (models, credentials, settings made in its admin UI). Everything in it is sealed
 * with the salt key; a value that does not open is named and left out.
 */
export async function readStoredRows(ctx: Ctx, source: StoredSource, options: ReadOptions): Promise<ReadSource> {
  const opener = new Opener(source.saltKey ?? ctx.engine?.masterKey.reveal() ?? '');
  const document = await documentOf(ctx, opener);
  if (source.saltKey !== undefined && opener.opened === 0 && opener.findings.length > 0)
    throw new AppError('bad-input', { detail: 'This salt key does not open what LiteLLM stored.' });
  const place = (location: readonly (string | number)[]) => ({
    path: toPath(location),
    pointer: toPointer(location),
    line: 1,
  });
  return {
    format: 'database',
    wants: opener.findings.length > 0 ? 'salt-key' : null,
    ...importDocument(document, place, options),
    diagnostics: opener.findings,
  };
}

async function documentOf(ctx: Ctx, opener: Opener): Promise<JsonObject> {
  const { spendDb } = ctx;
  if (spendDb === null) throw new AppError('bad-input', { detail: 'Regent was not given LiteLLM’s database.' });
  const models = ModelRows.parse([
    ...(await spendDb.execute(sql`
      select model_id as id, model_name as name, litellm_params as params, model_info as info
      from "LiteLLM_ProxyModelTable" order by created_at, model_id`)),
  ]);
  const credentials = CredentialRows.parse([
    ...(await spendDb.execute(sql`
      select credential_name as name, credential_values as values, credential_info as info
      from "LiteLLM_CredentialsTable" order by credential_name`)),
  ]);
  const settings = ConfigRows.parse([
    ...(await spendDb.execute(sql`select param_name as name, param_value as value from "LiteLLM_Config" order by 1`)),
  ]);
  const kept = settings.filter(
    ({ name, value }) => sections.includes(name) && isJsonObject(value) && !hasOwnWords(value),
  );
  return {
    ...Object.fromEntries(
      kept.map(({ name, value }) => [
        name,
        name === 'environment_variables' ? opener.openAll(value as JsonObject, [name]) : value,
      ]),
    ),
    model_list: models.map(({ id, name, params, info }, index) => ({
      model_name: name,
      litellm_params: opener.openAll(params, ['model_list', index, 'litellm_params']),
      model_info: { ...withoutBookkeeping(info), id },
    })),
    credential_list: credentials.map(({ name, values, info }, index) => ({
      credential_name: name,
      credential_values: opener.openAll(values, ['credential_list', index, 'credential_values']),
      credential_info: info,
    })),
  };
}

/** Opens the texts of rows, and remembers which did not open. */
class Opener {
  readonly findings: Diagnostic[] = [];
  opened = 0;
  readonly #open: (sealed: string) => string | null;

  constructor(saltKey: string) {
    this.#open = litellmOpener(saltKey);
  }

  openAll(values: JsonObject, at: readonly (string | number)[]): JsonObject {
    const entries = Object.entries(values).flatMap(([key, value]): [string, Json][] => {
      if (typeof value !== 'string') return [[key, value]];
      const text = this.#open(value);
      if (text !== null) {
        this.opened++;
        return [[key, text]];
      }
      // Only a sealed text is long base64; older rows hold some values as they are.
      if (!/^(v2:gcm:)?[A-Za-z0-9_\-+/]{54,}={0,2}$/.test(value)) return [[key, value]];
      this.findings.push(notReadable([...at, key]));
      return [];
    });
    return Object.fromEntries(entries);
  }
}

function withoutBookkeeping(info: JsonObject): JsonObject {
  const own = ['id', 'db_model', 'created_at', 'created_by', 'updated_at', 'updated_by'];
  return Object.fromEntries(Object.entries(info).filter(([key, value]) => !own.includes(key) && value !== null));
}

function notReadable(at: readonly (string | number)[]): Diagnostic {
  return {
    severity: 'warning',
    code: 'secret-not-readable',
    path: toPath(at),
    pointer: toPointer(at),
    message: 'LiteLLM sealed this value with another salt key; it is left out.',
    hint: 'Give the LITELLM_SALT_KEY (or the master key) that it was stored with.',
  };
}
