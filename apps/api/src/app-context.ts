import type { Actor, CallbackView, CatalogModel, ModelHealth, ProviderView, Secret } from '@regent/core';
import type { Database, Vault } from '@regent/db';
import type { EngineConnection } from '@regent/litellm';
import type { ServantDriver } from '@regent/servant';
import type { Logger } from 'pino';
import type { EventHub } from './events/hub.ts';
import type { Runner } from './services/apply/runner.ts';
import type { ServantWatch } from './services/servant/watch.ts';

/** What the process holds once and hands to every service. */
export interface App {
  readonly db: Database;
  readonly vault: Vault;
  readonly servant: ServantDriver;
  readonly hub: EventHub;
  readonly runner: Runner;
  readonly watch: ServantWatch;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly installation: Installation;
  readonly catalog: Catalog;
  /** The engine's admin API; null where Regent was given no master key. */
  readonly engine: EngineConnection | null;
  /** LiteLLM's database, read only, where Regent was given it. */
  readonly spendDb: Database | null;
  /** Last test of each deployment, as this process saw it. */
  readonly health: Map<string, ModelHealth>;
  /** Runs before each step of an Apply is taken; a test ends the process there. */
  readonly onStep: (name: string) => Promise<void>;
}

/** Fixed facts of this installation, from its environment. */
interface Installation {
  /** Names this process as owner of leases; new at each start. */
  readonly processId: string;
  /** Where people open Regent, when it is known; decides cookies' `Secure` and foreign origins. */
  readonly publicUrl: URL | null;
  /** What links to Regent begin with: the public address, or where it listens. */
  readonly linkBase: URL;
  /** Where clients call the gateway. */
  readonly gatewayUrl: string;
  /** Where `regent up` writes what it is bringing up. */
  readonly progressFile: string | null;
  readonly demoProviderUrl: string | null;
  /** Values of the installation that must never be shown, beside those of the vault. */
  readonly secrets: readonly Secret[];
}

/** What the installed engine knows of providers and models; empty until it is installed. */
export interface Catalog {
  providers(): Promise<readonly ProviderView[]>;
  models(): Promise<readonly CatalogModel[]>;
  /** Every logger that can be named, those with a description of their variables first. */
  callbacks(): Promise<readonly CallbackView[]>;
}

/** One use of the application by somebody. Services take `(ctx, input)`. */
export interface Ctx extends App {
  readonly actor: Actor;
  readonly requestId: string;
}

/** Regent itself at work: recovery, the first import, housekeeping. */
export function systemCtx(app: App, name: string): Ctx {
  return { ...app, actor: { type: 'system', name }, requestId: name };
}
