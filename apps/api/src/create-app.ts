import { randomUUID } from 'node:crypto';
import type { Secret } from '@regent/core';
import { type Connection, connect, migrate, openVault } from '@regent/db';
import type { EngineConnection } from '@regent/litellm';
import type { ServantDriver } from '@regent/servant';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import type { App, Catalog } from './app-context.ts';
import { createHub } from './events/hub.ts';
import { relayEvents } from './events/relay.ts';
import { trustedNetworks } from './http/client-address.ts';
import { createHttp } from './http/server.ts';
import { startDiscovery } from './jobs/discovery.ts';
import { startHousekeeping } from './jobs/housekeeping.ts';
import { writeMissingArtifact } from './services/apply/missing-artifact.ts';
import { ensureFirstRevision } from './services/apply/first-revision.ts';
import { createRunner } from './services/apply/runner.ts';
import { createServantWatch } from './services/servant/watch.ts';

/** Everything from outside that the application works with. */
export interface Ports {
  readonly databaseUrl: string;
  readonly spendDatabaseUrl: string | null;
  /** 32 bytes. */
  readonly vaultKey: Uint8Array;
  /** Key-encryption keys from before, which only open what they had wrapped. */
  readonly previousVaultKeys?: readonly Uint8Array[];
  readonly servant: ServantDriver;
  readonly catalog: Catalog;
  readonly engine: EngineConnection | null;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly publicUrl: URL | null;
  /** Where it listens, for links when there is no public address. */
  readonly listenUrl: URL;
  readonly gatewayUrl: string;
  readonly progressFile: string | null;
  readonly demoProviderUrl: string | null;
  readonly webFolder: string | null;
  readonly localToken: Secret | null;
  /** Addresses or networks of reverse proxies; none when absent. */
  readonly trustedProxies?: readonly string[];
  readonly onStep: (name: string) => Promise<void>;
}

export interface RunningApp {
  readonly app: App;
  readonly http: Hono;
  /** True when revision 0 was made by this start. */
  readonly isFirstStart: boolean;
  /** Ends timers, stops an Apply between two steps and closes the database. */
  stop(): Promise<void>;
}

/**
 * Migrates the database, opens the vault, makes revision 0 where there is none, recovers what a killed process left
 * behind, and begins to relay events. The engine need not be there. @throws AppError `vault-locked`
 */
export async function createApp(ports: Ports): Promise<RunningApp> {
  await migrate(ports.databaseUrl);
  const processId = randomUUID();
  const connection = connect(ports.databaseUrl, { processId });
  const spend = ports.spendDatabaseUrl === null ? null : connect(ports.spendDatabaseUrl, { poolSize: 2, processId });
  const close = () => Promise.all([connection.close(), spend?.close()]);
  try {
    return await run(ports, { connection, spend, processId, close });
  } catch (error) {
    await close();
    throw error;
  }
}

interface Made {
  readonly connection: Connection;
  readonly spend: Connection | null;
  readonly processId: string;
  readonly close: () => Promise<unknown>;
}

async function run(ports: Ports, made: Made): Promise<RunningApp> {
  const app = await buildApp(ports, made);
  const isFirstStart = await ensureFirstRevision(app);
  const stopRelay = await relayEvents(made.connection, app);
  await app.runner.reconcile();
  await writeMissingArtifact(app);
  const stopHousekeeping = startHousekeeping(app);
  const stopDiscovery = startDiscovery(app);
  return {
    app,
    http: createHttp(app, {
      webFolder: ports.webFolder,
      localToken: ports.localToken,
      trusted: trustedNetworks(ports.trustedProxies ?? []),
    }),
    isFirstStart,
    stop: async () => {
      stopHousekeeping();
      stopDiscovery();
      stopRelay();
      app.watch.stop();
      await app.runner.stop();
      await made.close();
    },
  };
}

async function buildApp(ports: Ports, made: Made): Promise<App> {
  const { log, clock, servant, catalog, engine, onStep } = ports;
  const secrets = [ports.localToken, engine?.masterKey ?? null].filter((one) => one !== null);
  const app: App = {
    ...{ log, clock, servant, catalog, engine, onStep },
    db: made.connection.db,
    spendDb: made.spend?.db ?? null,
    vault: await openVault(made.connection.db, [ports.vaultKey, ...(ports.previousVaultKeys ?? [])]),
    hub: createHub(`${clock().getTime().toString(36)}${made.processId.slice(0, 4)}`),
    runner: createRunner(() => app),
    watch: createServantWatch(() => app),
    newId: () => randomUUID(),
    health: new Map(),
    installation: {
      processId: made.processId,
      publicUrl: ports.publicUrl,
      linkBase: ports.publicUrl ?? ports.listenUrl,
      gatewayUrl: ports.gatewayUrl,
      progressFile: ports.progressFile,
      demoProviderUrl: ports.demoProviderUrl,
      secrets,
    },
  };
  return app;
}
