import { type Endpoint, endpointName } from './endpoints.ts';
import { asked, type Server, StoreError } from './server.ts';
import type { StoreAddress } from './store-address.ts';

const REASONS_MAX = 3;
type Ask = (at: Endpoint) => Promise<Server>;

/**
 * The servers that hold a cluster's slots, as the first of its nodes tells that answers. The library's own cluster
 * client would try on in the background and keep to itself what a node said.
 */
export function clusterMasters({ nodes }: Extract<StoreAddress, { kind: 'cluster' }>, ask: Ask): Promise<Endpoint[]> {
  return firstOf(nodes, async (node) => {
    const shards = await (await ask(node)).clusterSlots();
    if (shards.length === 0) throw new StoreError(`${endpointName(node)}: No node holds a slot of the cluster.`, null);
    // A node that does not know its own name is where it was asked.
    const masters = shards.map(({ master }) => ({ host: master.host || node.host, port: master.port }));
    return [...new Map(masters.map((master) => [endpointName(master), master])).values()];
  });
}

/** The server that the first sentinel names that knows the service. */
export function sentinelMaster(
  { sentinels, service }: Extract<StoreAddress, { kind: 'sentinels' }>,
  ask: Ask,
): Promise<Endpoint> {
  return firstOf(sentinels, async (sentinel) => {
    const line = await ask(sentinel);
    const told: unknown = await line.sendCommand(['SENTINEL', 'GET-MASTER-ADDR-BY-NAME', service]);
    if (!Array.isArray(told)) throw new StoreError(`${endpointName(sentinel)}: It knows no service ${service}.`, null);
    return { host: String(told[0]), port: Number(told[1]) };
  });
}

/** All are asked at once, so that dead ones cost no time. Fails with what each of the first few said. */
async function firstOf<T>(places: readonly Endpoint[], work: (place: Endpoint) => Promise<T>): Promise<T> {
  try {
    return await Promise.any(places.map((place) => asked(place, () => work(place))));
  } catch (error) {
    if (!(error instanceof AggregateError)) throw error;
    const reasons = error.errors.slice(0, REASONS_MAX).map((one: unknown) => (one as StoreError).message); // `asked` throws nothing else
    throw new StoreError(reasons.join(' '), error);
  }
}
