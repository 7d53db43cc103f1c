import { randomBytes } from 'node:crypto';
import { serve } from '@hono/node-server';
import { Secret, type Actor, type JsonObject, type RunView } from '@regent/core';
import { createTestDatabase } from '@regent/db/testing';
import { createMemoryServant, type MemoryServant } from '@regent/servant/testing';
import { pino } from 'pino';
import { createApp, type Ports, type RunningApp } from '../create-app.ts';
import { appRouter } from '../routers/index.ts';
import { createCaller } from '../trpc/procedure.ts';

export const MASTER_KEY = 'sk-master-key-of-the-test';

const createAppCaller = createCaller(appRouter);
type Caller = ReturnType<typeof createAppCaller>;

/** The whole application in this process, on a database of its own, with an engine that fails on demand. */
export interface Harness {
  readonly running: RunningApp;
  readonly ports: Ports;
  readonly servant: MemoryServant;
  readonly admin: Caller;
  as(actor: Actor | null): Caller;
  /** Ends this process's part and starts another one on the same database and engine, as after a kill. */
  restart(ports?: Partial<Ports>): Promise<Harness>;
  close(): Promise<void>;
}

const ann: Actor = { type: 'account', id: 'ann', email: 'ann@example.org', role: 'proxy_admin' };
export const bob: Actor = { type: 'account', id: 'bob', email: 'bob@example.org', role: 'proxy_admin' };
export const vic: Actor = { type: 'account', id: 'vic', email: 'vic@example.org', role: 'proxy_admin_viewer' };

export async function startHarness(ports: Partial<Ports> = {}): Promise<Harness> {
  const database = await createTestDatabase();
  const servant = createMemoryServant({ now: ports.clock ?? (() => new Date()) });
  const all = defaultPorts({ servant: servant.driver, databaseUrl: database.url, ...ports });
  return harnessOf(await createApp(all), { ports: all, servant, drop: () => database.close() });
}

interface Parts {
  readonly ports: Ports;
  readonly servant: MemoryServant;
  readonly drop: () => Promise<void>;
}

function harnessOf(running: RunningApp, parts: Parts): Harness {
  const { servant, drop } = parts;
  const as = (actor: Actor | null) =>
    createAppCaller({
      requestId: 'test',
      actor,
      app: running.app,
      visitor: { address: '127.0.0.1', userAgent: null, sessionToken: null, sameOrigin: true, setCookie: () => {} },
    });
  return {
    running,
    ports: parts.ports,
    servant,
    admin: as(ann),
    as,
    restart: async (changed = {}) => {
      await running.stop();
      const ports = { ...parts.ports, ...changed };
      return harnessOf(await createApp(ports), { ...parts, ports });
    },
    close: async () => {
      await running.stop();
      await drop();
    },
  };
}

function defaultPorts(given: Pick<Ports, 'servant' | 'databaseUrl'> & Partial<Ports>): Ports {
  return {
    spendDatabaseUrl: null,
    vaultKey: randomBytes(32),
    catalog: { providers: async () => [], models: async () => [], callbacks: async () => [] },
    engine: null,
    log: pino({ level: 'silent' }),
    clock: () => new Date(),
    publicUrl: null,
    listenUrl: new URL('http://127.0.0.1:8081/'),
    gatewayUrl: 'http://127.0.0.1:4000',
    progressFile: null,
    demoProviderUrl: null,
    webFolder: null,
    localToken: new Secret(MASTER_KEY),
    onStep: async () => {},
    ...given,
  };
}

/** Lets programs reach the application over HTTP, on a port that was free; {@link MASTER_KEY} is a token for it. */
export async function listen(harness: Harness): Promise<{ url: string; close(): void }> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const options = { fetch: harness.running.http.fetch, port: 0, hostname: '127.0.0.1' };
  const server = serve(options, (info) => resolve(info.port));
  return { url: `http://127.0.0.1:${await promise}`, close: () => void server.close() };
}

/** Data of a model that renders and validates. */
export function modelData(name: string, more: JsonObject = {}): JsonObject {
  return { model_name: name, litellm_params: { model: `openai/${name}`, api_base: 'http://127.0.0.1:9/v1', ...more } };
}

export async function saveModel(harness: Harness, name: string, more: JsonObject = {}): Promise<string> {
  const { item } = await harness.admin.item.save({ kind: 'model', data: modelData(name, more), baseVersion: 0 });
  if (item === null) throw new Error('nothing was staged');
  return item.key;
}

/** Applies what is staged and waits for the end of the run. */
export async function rollout(
  harness: Harness,
  wish: { insist?: boolean; confirmModels?: number; reason?: string } = {},
): Promise<RunView> {
  const { plan } = await harness.admin.change.review();
  const { reason = 'test', ...rest } = wish;
  const run = await harness.admin.change.rollout({ plan, reason, ...rest });
  await harness.running.app.runner.idle();
  return harness.admin.change.run({ id: run.id });
}
