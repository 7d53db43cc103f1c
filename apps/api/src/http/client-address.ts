import { BlockList, isIP } from 'node:net';

/** Whether every text is an address or a network in CIDR notation. */
export function areNetworks(texts: readonly string[]): boolean {
  return texts.every((text) => networkOf(text) !== null);
}

export function trustedNetworks(texts: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of texts) {
    const network = networkOf(text);
    if (network !== null) list.addSubnet(network.address, network.bits, network.family);
  }
  return list;
}

/**
 * Who really called. `X-Forwarded-For` is read from its end, and only as long as the one who added an entry is trusted:
 * whatever a client wrote into it itself is never believed.
 */
export function clientAddress(socket: string, forwardedFor: string | undefined, trusted: BlockList): string {
  let address = plainAddress(socket);
  for (const hop of (forwardedFor ?? '').split(',').toReversed()) {
    const family = isIP(address);
    if (family === 0 || !trusted.check(address, family === 6 ? 'ipv6' : 'ipv4')) return address;
    const next = plainAddress(hop.trim());
    if (isIP(next) === 0) return address;
    address = next;
  }
  return address;
}

function networkOf(text: string) {
  const [address = '', length] = text.split('/');
  const family = isIP(address);
  if (family === 0) return null;
  const bitsMax = family === 6 ? 128 : 32;
  const bits = length === undefined ? bitsMax : /^\d+$/.test(length) ? Number(length) : -1;
  if (bits < 0 || bits > bitsMax) return null;
  return { address, bits, family: family === 6 ? ('ipv6' as const) : ('ipv4' as const) };
}

/** Without a port, and IPv4 as IPv4 even when the socket speaks IPv6. */
function plainAddress(text: string): string {
  const bracketed = /^\[(.+)\](?::\d+)?$/.exec(text)?.[1];
  const bare = bracketed ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  return /^::ffff:([\d.]+)$/i.exec(bare)?.[1] ?? bare;
}
