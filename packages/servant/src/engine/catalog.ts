import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { InstalledEngine } from './install.ts';

/** One input of a provider's form, as LiteLLM's own admin screens describe it. */
export const ProviderField = z.looseObject({
  key: z.string(),
  label: z.string(),
  placeholder: z.string().nullish(),
  tooltip: z.string().nullish(),
  required: z.boolean().default(false),
  field_type: z.string().default('text'),
  options: z.array(z.string()).nullish(),
  default_value: z.unknown().optional(),
});
export type ProviderField = z.infer<typeof ProviderField>;

export const ProviderForm = z.looseObject({
  provider: z.string(),
  provider_display_name: z.string(),
  litellm_provider: z.string(),
  credential_fields: z.array(ProviderField),
  default_model_placeholder: z.string().nullish(),
});
export type ProviderForm = z.infer<typeof ProviderForm>;

/** A number; some rows of the file hold a text instead, which says nothing that can be reckoned with. */
const Amount = z.number().nullish().catch(null);

/** Prices and capabilities of one model. The file has over a hundred keys; those that are named here are checked. */
export const ModelPrice = z.looseObject({
  litellm_provider: z.string().optional(),
  mode: z.string().optional(),
  max_input_tokens: Amount,
  max_output_tokens: Amount,
  input_cost_per_token: Amount,
  output_cost_per_token: Amount,
  deprecation_date: z.string().optional(),
});
export type ModelPrice = z.infer<typeof ModelPrice>;

const CallbackParam = z.looseObject({
  ui_name: z.string().optional(),
  description: z.string().default(''),
  required: z.boolean().default(false),
});
export const CallbackForm = z.looseObject({
  id: z.string(),
  displayName: z.string(),
  /** By parameter name; the variable in the environment is the same in capitals. */
  dynamic_params: z.record(z.string(), CallbackParam).default({}),
});
export type CallbackForm = z.infer<typeof CallbackForm>;

/** What the installed package itself says, read from its files: no running engine is needed. */
export interface EngineCatalog {
  /** One row for each provider that can be set up with a form. */
  providerForms(): Promise<readonly ProviderForm[]>;
  /** Model name → prices and capabilities; without the file's explanatory `sample_spec`. */
  modelPrices(): Promise<ReadonlyMap<string, ModelPrice>>;
  /** Logging and alerting integrations with their settings. */
  callbackForms(): Promise<readonly CallbackForm[]>;
}

const FILES = {
  providerForms: 'litellm/proxy/public_endpoints/provider_create_fields.json',
  modelPrices: 'litellm/model_prices_and_context_window_backup.json',
  callbackForms: 'litellm/integrations/callback_configs.json',
} as const;

/** Each file is read at its first use and kept; a catalogue never changes while its engine is installed. */
export function engineCatalog(engine: Pick<InstalledEngine, 'packages'>): EngineCatalog {
  const load = <T>(file: string, schema: z.ZodType<T>): (() => Promise<T>) => {
    let loaded: Promise<T> | null = null;
    return () =>
      (loaded ??= readFile(join(engine.packages, file), 'utf8').then((text) => schema.parse(JSON.parse(text))));
  };
  const prices = z.record(z.string(), ModelPrice).transform((all) => {
    const { sample_spec: _, ...models } = all;
    return new Map(Object.entries(models));
  });
  return {
    providerForms: load(FILES.providerForms, z.array(ProviderForm)),
    modelPrices: load(FILES.modelPrices, prices),
    callbackForms: load(FILES.callbackForms, z.array(CallbackForm)),
  };
}
