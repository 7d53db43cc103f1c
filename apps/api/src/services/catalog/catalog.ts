import type { CallbackView, CatalogModel, ProviderField, ProviderView } from '@regent/core';
import { callbackNames } from '@regent/renderer';
import type { CallbackForm, EngineCatalog, ModelPrice, ProviderField as EngineField } from '@regent/servant';
import type { Catalog, Ctx } from '../../app-context.ts';

const fieldTypes = ['text', 'password', 'select', 'textarea', 'upload'] as const;

/** The engine's own files as the views that screens use. `find` is asked until there is an engine. */
export function catalogOf(find: () => Promise<EngineCatalog | null>): Catalog {
  let providers: Promise<readonly ProviderView[]> | null = null;
  let models: Promise<readonly CatalogModel[]> | null = null;
  let callbacks: Promise<readonly CallbackView[]> | null = null;
  return {
    async providers() {
      const catalog = await find();
      if (catalog === null) return [];
      providers ??= catalog.providerForms().then((forms) =>
        forms.map((form) => ({
          id: form.litellm_provider,
          name: form.provider_display_name,
          fields: form.credential_fields.map(toField),
          modelPlaceholder: form.default_model_placeholder ?? null,
        })),
      );
      return providers;
    },
    async models() {
      const catalog = await find();
      if (catalog === null) return [];
      models ??= catalog.modelPrices().then((prices) => [...prices].map(([model, price]) => toModel(model, price)));
      return models;
    },
    async callbacks() {
      const catalog = await find();
      callbacks ??= catalog && catalog.callbackForms().then(toCallbacks);
      return callbacks ?? toCallbacks([]);
    },
  };
}

/** Matches every word of the query, exact and prefix hits first. */
export async function searchModels(
  ctx: Ctx,
  input: { query: string; provider?: string | undefined; limit: number },
): Promise<CatalogModel[]> {
  const query = input.query.trim().toLowerCase();
  const words = query.split(/\s+/).filter(Boolean);
  const rank = (name: string) => (name === query ? 0 : name.startsWith(query) ? 1 : 2);
  return (await ctx.catalog.models())
    .filter((model) => input.provider === undefined || model.provider === input.provider)
    .filter((model) => words.every((word) => model.model.toLowerCase().includes(word)))
    .sort((a, b) => rank(a.model.toLowerCase()) - rank(b.model.toLowerCase()) || a.model.length - b.model.length)
    .slice(0, input.limit);
}

export async function catalogModel(ctx: Ctx, input: { model: string }): Promise<CatalogModel | null> {
  const bare = input.model.slice(input.model.indexOf('/') + 1);
  const models = await ctx.catalog.models();
  return models.find((one) => one.model === input.model) ?? models.find((one) => one.model === bare) ?? null;
}

/** The engine describes some loggers; the others are known by name only. */
function toCallbacks(forms: readonly CallbackForm[]): CallbackView[] {
  const described = forms
    .filter(({ id }) => callbackNames.has(id))
    .map(({ id, displayName, dynamic_params: params }) => ({
      id,
      name: displayName,
      variables: Object.entries(params).map(([key, { ui_name: label, description, required }]) => ({
        name: key.toUpperCase(),
        label: label ?? key,
        help: description,
        required,
      })),
    }));
  const ids = new Set(described.map(({ id }) => id));
  const named = [...callbackNames].filter((id) => !ids.has(id)).map((id) => ({ id, name: id, variables: [] }));
  return [...described, ...named];
}

function toField(field: EngineField): ProviderField {
  const type = fieldTypes.find((one) => one === field.field_type) ?? 'text';
  return {
    key: field.key,
    label: field.label,
    placeholder: field.placeholder ?? null,
    help: field.tooltip ?? null,
    required: field.required,
    type,
    options: field.options ?? [],
    default: defaultText(field.default_value),
  };
}

function toModel(model: string, price: ModelPrice): CatalogModel {
  const capabilities = Object.entries(price)
    .filter(([key, value]) => key.startsWith('supports_') && value === true)
    .map(([key]) => key.slice('supports_'.length));
  const prices = Object.entries(price).flatMap(([key, value]): [string, number][] => {
    const amount = key.includes('cost') ? numeric(value) : null;
    return amount === null ? [] : [[key, amount]];
  });
  return {
    model,
    provider: price.litellm_provider ?? null,
    mode: price.mode ?? null,
    inputCostPerToken: numeric(price.input_cost_per_token),
    outputCostPerToken: numeric(price.output_cost_per_token),
    prices: Object.fromEntries(prices),
    maxInputTokens: numeric(price.max_input_tokens),
    maxOutputTokens: numeric(price.max_output_tokens),
    capabilities,
    deprecationDate: price.deprecation_date ?? null,
  };
}

/** The catalog has numbers, numbers in text, and prose where a number should be. */
function numeric(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function defaultText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
