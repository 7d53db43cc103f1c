import type { JsonObject, ProviderView } from '@regent/core';
import { textAt, withValue } from '../../lib/item/path.ts';

const MODEL = ['litellm_params', 'model'];

/** `azure/gpt-5` → its provider and the provider's own name. A first part that is no known provider belongs to the name. */
export function splitModel(
  model: string,
  providers: readonly ProviderView[],
): { readonly provider: string; readonly name: string } {
  const at = model.indexOf('/');
  if (at < 0) return { provider: '', name: model };
  const provider = model.slice(0, at);
  const known = providers.length === 0 || providers.some(({ id }) => id === provider);
  return known ? { provider, name: model.slice(at + 1) } : { provider: '', name: model };
}

export function joinModel(provider: string, name: string): string {
  return provider === '' ? name : `${provider}/${name}`;
}

/** Another provider for a deployment. Fields that only the former one has are removed, so that nothing leaks over. */
export function switchProvider(data: JsonObject, provider: string, providers: readonly ProviderView[]): JsonObject {
  const model = splitModel(textAt(data, MODEL), providers);
  const fieldsOf = (id: string) => providers.find((one) => one.id === id)?.fields.map(({ key }) => key) ?? [];
  const stays = new Set(fieldsOf(provider));
  const gone =
    model.provider === '' || model.provider === provider
      ? []
      : fieldsOf(model.provider).filter((key) => !stays.has(key));
  const named = withValue(data, MODEL, joinModel(provider, model.name));
  return gone.reduce((next, key) => withValue(next, ['litellm_params', key], undefined), named);
}
