import { type DiscoveryDiff, isJsonObject, type Item, type JsonObject } from '@regent/core';
import type { ConfigState } from '../item/state.ts';
import { providerOf } from '../model/upstream.ts';
import type { Offered, UpstreamWish } from './offer.ts';

/** A deployment of the upstream in question. */
interface Deployment {
  readonly key: string;
  readonly name: string;
  /** As the upstream names it. */
  readonly upstreamId: string;
  readonly model: string;
  readonly maxInputTokens: number | null;
}

/** What an upstream offers against what is configured for it: new, gone, and numbers that differ. */
export function diffOffer(
  offered: readonly Offered[],
  upstream: { readonly wish: UpstreamWish; readonly state: ConfigState },
): DiscoveryDiff {
  const { wish, state } = upstream;
  const deployments = deploymentsOf(state, wish);
  const used = new Set(deployments.map(({ upstreamId }) => upstreamId));
  const byId = new Map(offered.map((one) => [one.id, one]));
  const gone = deployments.filter(({ upstreamId }) => !byId.has(upstreamId));
  const changed = deployments.flatMap((one) => {
    const after = byId.get(one.upstreamId)?.contextTokens ?? null;
    const before = one.maxInputTokens;
    if (after === null || before === null || after === before) return [];
    return [{ ...shown(one), field: 'model_info.max_input_tokens' as const, before, after }];
  });
  return {
    added: offered
      .filter(({ id }) => !used.has(id))
      .map(({ id, contextTokens }) => ({ id, model: `${wish.provider}/${id}`, contextTokens })),
    gone: gone.map(shown),
    changed,
    same: deployments.length - gone.length - changed.length,
  };
}

const shown = ({ key, name, model }: Deployment) => ({ key, name, model });

/** Deployments that go to the upstream: by its credential, else by its address. Wildcards stand for no single model. */
function deploymentsOf(state: ConfigState, wish: UpstreamWish): Deployment[] {
  const credential = wish.credentialKey ? state.item({ kind: 'credential', key: wish.credentialKey }) : null;
  const name = credential?.data.credential_name;
  const address = wish.apiBase ?? valuesOf(credential).api_base;
  return state.effective.flatMap((item) => {
    if (item.kind !== 'model') return [];
    const params = isJsonObject(item.data.litellm_params) ? item.data.litellm_params : {};
    const { provider, model } = providerOf(params);
    if (provider !== wish.provider || model.includes('*')) return [];
    const byCredential = name !== undefined && params.litellm_credential_name === name;
    const byAddress = typeof address === 'string' && sameAddress(params.api_base, address);
    return byCredential || byAddress ? [deploymentOf(item, model)] : [];
  });
}

function deploymentOf(item: Item, upstreamId: string): Deployment {
  const info = isJsonObject(item.data.model_info) ? item.data.model_info : {};
  const params = isJsonObject(item.data.litellm_params) ? item.data.litellm_params : {};
  return {
    key: item.key,
    name: String(item.data.model_name),
    upstreamId,
    model: String(params.model),
    maxInputTokens: typeof info.max_input_tokens === 'number' ? info.max_input_tokens : null,
  };
}

function valuesOf(credential: Item | null): JsonObject {
  const values = credential?.data.credential_values;
  return isJsonObject(values) ? values : {};
}

/** `/v1` and a slash at the end do not make another upstream. */
function sameAddress(a: unknown, b: string): boolean {
  const plain = (address: string) => address.replace(/\/+$/, '').replace(/\/v1$/, '');
  return typeof a === 'string' && plain(a) === plain(b);
}
