import { AppError, isJsonObject, type JsonObject } from '@regent/core';
import type { SaveWish } from './save.ts';
import type { ConfigState } from './state.ts';

/**
 * A deployment's `model_info.id` is the key of its item and stands nowhere else: a new one takes the id it was given, an
 * old one keeps its own.
 * @throws AppError `name-taken` when another deployment has the id; `bad-input` for an attempt to change it
 */
export function takeExplicitId(wish: SaveWish, state: ConfigState): SaveWish {
  const info = wish.kind === 'model' ? wish.data.model_info : undefined;
  if (!isJsonObject(info) || info.id === undefined) return wish;
  const id = String(info.id);
  if (wish.key !== undefined && wish.key !== id)
    throw new AppError('bad-input', {
      detail: 'model_info.id: the id of a deployment never changes; clone it instead',
    });
  if (wish.key === undefined && state.item({ kind: 'model', key: id }))
    throw new AppError('name-taken', { detail: `There is another deployment with the id ${id}.` });
  return { ...wish, key: id, data: withoutId(wish.data, info) };
}

function withoutId(data: JsonObject, info: JsonObject): JsonObject {
  const { id: _, ...rest } = info;
  const { model_info: __, ...others } = data;
  return Object.keys(rest).length === 0 ? others : { ...data, model_info: rest };
}
