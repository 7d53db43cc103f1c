import { type Endpoint, endpointName } from './endpoints.ts';
import { clusterMasters, sentinelMaster } from './masters.ts';
import { asked, type Server, serverAt } from './server.ts';
import type { StoreAddress } from './store-address.ts';

/** A connected store: one server, or the masters of a cluster, which share the keys between them. */
export interface Store {
  readonly nodes: readonly StoreNode[];
}

/** The few commands that Regent uses of a server. Each fails with a StoreError that names it, where there are several. */
export interface StoreNode {
  /** `host:port`; null where the address does not need to be told. */
  readonly name: string | null;
  ping(): Promise<void>;
  /** The sections of INFO as one map. */
  info(): Promise<Readonly<Record<string, string>>>;
  /** Keys of the chosen database. */
  size(): Promise<number>;
  /** One step of a scan; `cursor` begins and ends with `0`. */
  scan(cursor: string, match: string): Promise<{ cursor: string; keys: readonly string[] }>;
  /** Frees keys in the background. `moved`: another node of the cluster has them by now. */
  unlink(keys: readonly string[]): Promise<{ deleted: number; moved: number }>;
}

const SCAN_KEYS = 1_000;

/** Connects, works, and always disconnects. @throws StoreError */
export async function withStore<T>(address: StoreAddress, work: (store: Store) => Promise<T>): Promise<T> {
  const lines: Server[] = [];
  const connect = async (line: Server): Promise<Server> => {
    lines.push(line);
    await line.connect();
    return line;
  };
  try {
    return await asked(null, async () => work({ nodes: await nodesOf(address, connect) }));
  } finally {
    for (const line of lines) if (line.isOpen) line.destroy();
  }
}

async function nodesOf(address: StoreAddress, connect: (line: Server) => Promise<Server>): Promise<StoreNode[]> {
  const { login } = address;
  switch (address.kind) {
    case 'url':
      return [nodeOn(await connect(serverAt({ url: address.url }, login)), null)];
    case 'host':
      return [nodeOn(await connect(serverAt(address.at, login)), null)];
    case 'sentinels': {
      const { sentinelLogin } = address;
      const master = await sentinelMaster(address, (at) => connect(serverAt(at, sentinelLogin)));
      return [nodeOn(await asked(master, () => connect(serverAt(master, login))), master)];
    }
    case 'cluster': {
      const masters = await clusterMasters(address, (at) => connect(serverAt(at, login)));
      const open = async (at: Endpoint) => nodeOn(await asked(at, () => connect(serverAt(at, login))), at, unlinkEach);
      return Promise.all(masters.map(open));
    }
  }
}

function nodeOn(line: Server, at: Endpoint | null, unlink: Unlink = unlinkAll): StoreNode {
  return {
    name: at === null ? null : endpointName(at),
    ping: () => asked(at, async () => void (await line.ping())),
    info: () => asked(at, async () => parseInfo(await line.info())),
    size: () => asked(at, () => line.dbSize()),
    scan: (cursor, MATCH) => asked(at, () => line.scan(cursor, { MATCH, COUNT: SCAN_KEYS })),
    unlink: (keys) => asked(at, () => unlink(line, keys)),
  };
}

type Unlink = (line: Server, keys: readonly string[]) => ReturnType<StoreNode['unlink']>;

const unlinkAll: Unlink = async (line, keys) => ({ deleted: await line.unlink([...keys]), moved: 0 });

/** A cluster takes several keys at once only of one slot. One by one they still leave in one write. */
const unlinkEach: Unlink = async (line, keys) => {
  const outcomes = await Promise.all(keys.map((key) => line.unlink(key).catch(movedOrThrow)));
  const moved = outcomes.filter((outcome) => outcome === 'moved').length;
  return { deleted: outcomes.reduce<number>((sum, one) => sum + (one === 'moved' ? 0 : one), 0), moved };
};

function movedOrThrow(error: unknown): 'moved' {
  if (error instanceof Error && /^(MOVED|ASK|TRYAGAIN) /.test(error.message)) return 'moved';
  throw error;
}

function parseInfo(text: string): Readonly<Record<string, string>> {
  const lines = text.split(/\r?\n/).filter((line) => line.includes(':') && !line.startsWith('#'));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}
