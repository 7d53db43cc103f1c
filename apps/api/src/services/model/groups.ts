import {
  type CatalogModel,
  isJsonObject,
  type ItemView,
  type Json,
  type JsonObject,
  type ModelHealth,
  type ModelPrice,
  type ModelView,
} from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { listItems } from '../item/list.ts';
import { providerOf } from './upstream.ts';

/** Every deployment with what a list shows of it; grouping by public name is the screen's. */
export async function listModels(ctx: Ctx): Promise<ModelView[]> {
  const items = await listItems(ctx, { kind: 'model' });
  const catalog = new Map((await ctx.catalog.models()).map((model) => [model.model, model]));
  return items.map((item) => ({
    ...item,
    provider: providerOf(paramsOf(item.data)).provider ?? catalog.get(modelOf(item.data))?.provider ?? null,
    enabled: !(isJsonObject(item.data.$regent) && item.data.$regent.enabled === false),
    price: priceOf(item, catalog),
    health: healthOf(ctx, item.key),
  }));
}

export async function modelHealth(ctx: Ctx): Promise<ModelHealth[]> {
  return (await listItems(ctx, { kind: 'model' })).map((item) => healthOf(ctx, item.key));
}

function healthOf(ctx: Ctx, id: string): ModelHealth {
  return ctx.health.get(id) ?? { id, state: 'unknown', text: null, at: null };
}

/** The item's own numbers win, as they do in the engine. */
function priceOf(item: ItemView, catalog: ReadonlyMap<string, CatalogModel>): ModelPrice | null {
  const params = paramsOf(item.data);
  const info = isJsonObject(item.data.model_info) ? item.data.model_info : {};
  const input = numberOf(params.input_cost_per_token ?? info.input_cost_per_token);
  const output = numberOf(params.output_cost_per_token ?? info.output_cost_per_token);
  if (input !== null || output !== null) return { inputCostPerToken: input, outputCostPerToken: output, from: 'item' };
  const base = typeof info.base_model === 'string' ? info.base_model : modelOf(item.data);
  const known = catalog.get(base) ?? catalog.get(providerOf(params).model);
  if (known === undefined || (known.inputCostPerToken === null && known.outputCostPerToken === null)) return null;
  return { inputCostPerToken: known.inputCostPerToken, outputCostPerToken: known.outputCostPerToken, from: 'catalog' };
}

function modelOf(data: JsonObject): string {
  const { model } = paramsOf(data);
  return typeof model === 'string' ? model : '';
}

function paramsOf(data: JsonObject): JsonObject {
  return isJsonObject(data.litellm_params) ? data.litellm_params : {};
}

/** Floats such as `5.0` travel as tagged scalars. */
function numberOf(value: Json | undefined): number | null {
  if (typeof value === 'number') return value;
  if (isJsonObject(value) && value.$yaml === 'float') return Number(value.value);
  return null;
}
