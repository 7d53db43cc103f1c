import type { DriftView, IgnoredDrift, ServantHost } from '@regent/core';
import { type Database, lastRunHead, latestRevision, notify } from '@regent/db';
import type { Observation } from '@regent/servant';
import type { App } from '../../app-context.ts';
import { CHANNEL } from '../../events/topic.ts';
import { findDrift } from './drift.ts';
import { ignoredAt } from './ignored-drift.ts';
import { askOnceMore, settleLateRevision } from './settle.ts';

interface Watched {
  readonly observation: Observation;
  readonly drift: DriftView | null;
  readonly ignored: IgnoredDrift | null;
}

/** Looks at file and engine from time to time and tells everybody when something changed. */
export interface ServantWatch {
  /** A fresh look. */
  look(): Promise<Watched>;
  /** A look whose news everybody is told; otherwise made from time to time. */
  lookAndTell(): Promise<void>;
  /** What replicas said at the last look that they lack; nothing before the first. */
  findings(): readonly string[];
  stop(): void;
}

const LOOK_EVERY_MS = 15_000;

export function createServantWatch(appOf: () => App, options: { everyMs?: number } = {}): ServantWatch {
  let drift: (DriftView & { readonly what: string }) | null = null;
  let told = '';
  let findings: readonly string[] = [];
  let askedFor: number | null = null;

  const look = async (): Promise<Watched> => {
    const app = appOf();
    const began = await restingAt(app.db);
    const observation = await app.servant.observe();
    findings = [...new Set(observation.replicas.flatMap((replica) => replica.findings))];
    const found = began === null ? null : await findDrift(app, observation);
    // During an Apply file and engine differ on purpose, and looks from before and after one do not fit together.
    if (began !== null && (await restingAt(app.db)) === began) {
      const same = found !== null && drift?.what === found.what && drift.text === found.text;
      if (!same) drift = found === null ? null : { ...found, since: app.clock().toISOString() };
    }
    const ignored = await ignoredAt(app.db, app.clock());
    if (drift === null || ignored?.what !== drift.what) return { observation, drift: driftView(drift), ignored: null };
    const { text, until, reason, by } = ignored;
    return { observation, drift: null, ignored: { text, until, reason, by } };
  };

  const settle = async (app: App, observation: Observation): Promise<void> => {
    const isSettled = await settleLateRevision(app, observation);
    if (isSettled || (await restingAt(app.db)) === null) return;
    const before = askedFor;
    askedFor = await askOnceMore(app, observation, before);
    if (askedFor !== before) await settleLateRevision(app, await app.servant.observe());
  };

  const lookAndTell = async (): Promise<void> => {
    const watched = await look();
    await settle(appOf(), watched.observation);
    const state = JSON.stringify([
      watched.drift,
      watched.ignored,
      hostSignature(watched.observation.host),
      watched.observation.replicas.map(({ id, alive, ready, artifactHash, note, findings }) => [
        id,
        alive,
        ready,
        artifactHash,
        note,
        findings,
      ]),
    ]);
    if (state === told) return;
    told = state;
    await notify(appOf().db, CHANNEL, JSON.stringify({ topic: 'servant' }));
  };

  const timer = setInterval(() => {
    lookAndTell().catch((error) => appOf().log.warn({ err: error }, 'the Servant could not be watched'));
  }, options.everyMs ?? LOOK_EVERY_MS);
  timer.unref();
  return { look, lookAndTell, findings: () => findings, stop: () => clearInterval(timer) };
}

/** What everybody should hear of at once; memory changes with every look. */
function hostSignature(host: ServantHost): string {
  switch (host.kind) {
    case 'container':
      return [host.imageDigest, host.state, host.health, host.restarts, host.startedAt].join();
    case 'process':
      return [host.pid, host.restarts].join();
    case 'unknown':
      return host.message;
  }
}

/** Names the time between two Applies; null while one runs. */
async function restingAt(db: Database): Promise<string | null> {
  const run = await lastRunHead(db);
  if (run !== null && run.endedAt === null) return null;
  return `${(await latestRevision(db))?.number ?? 0} after ${run?.id ?? 'none'}`;
}

function driftView(drift: DriftView | null): DriftView | null {
  return drift && { type: drift.type, text: drift.text, since: drift.since };
}
