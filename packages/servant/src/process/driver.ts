import { markGood, readStoredArtifact, storeArtifact } from '../artifact/store.ts';
import { createWatchdog, isUnconfirmed } from '../artifact/watchdog.ts';
import type { ServantDescription, ServantDriver } from '../driver.ts';
import { askOnce, understand } from '../launcher/client.ts';
import { Names } from '../launcher/messages.ts';
import { checkCandidate } from './check.ts';
import { followLog } from './log.ts';
import { EngineNoise } from './noise.ts';
import { observeLauncher } from './observe.ts';
import { reloadLauncher } from './reload.ts';

export interface ProcessDriverOptions {
  /** Where `writeArtifact` puts revisions; the launcher was started with its `current/config.yaml`. */
  readonly artifactFolder: string;
  /** Of the launcher. */
  readonly controlSocket: string;
  /** The one that the launcher writes and rotates. */
  readonly logFile: string;
  /** Of LiteLLM, as Regent reaches it. */
  readonly baseUrl: string;
  readonly workers: number;
}

const NAMES_TIMEOUT_MS = 10_000;

/** A Servant on this host, under the warm launcher. Starting and stopping the launcher is somebody else's. */
export function createProcessDriver(options: ProcessDriverOptions): ServantDriver {
  const { artifactFolder, controlSocket } = options;
  const description: ServantDescription = {
    driver: 'process',
    target: controlSocket,
    baseUrl: options.baseUrl,
    reload: 'generation',
    canCheck: true,
    canChangeEnvironment: true,
  };
  const noise = new EngineNoise();
  return {
    describe: async () => description,
    readArtifact: async () => {
      const stored = await readStoredArtifact(artifactFolder);
      return (
        stored && { hash: stored.hash, revision: stored.revision, text: stored.text, environment: stored.environment }
      );
    },
    writeArtifact: async (artifact) => {
      const { hash, revision, text, environment } = await storeArtifact(artifactFolder, artifact);
      return { hash, revision, text, environment };
    },
    reload: async (reload) => {
      const stored = await readStoredArtifact(artifactFolder);
      if (stored === null) return { outcome: 'refused', reason: 'There is no artifact to serve yet.', log: [] };
      const result = await reloadLauncher({ controlSocket, workers: options.workers, stored }, reload);
      if (result.outcome === 'serving' && !(await isUnconfirmed(artifactFolder, stored.hash)))
        await markGood(artifactFolder, stored);
      return result;
    },
    observe: () => observeLauncher(controlSocket),
    check: (candidate, check) => checkCandidate({ controlSocket, artifactFolder, noise }, candidate, check ?? {}),
    importTimeNames: async (environment) => {
      const answer = understand(Names, await askOnce(controlSocket, { do: 'names' }, { timeoutMs: NAMES_TIMEOUT_MS }));
      return Object.keys(environment).filter((name) => answer.names.includes(name));
    },
    recreation: async () => null,
    ownEnvironment: async () => {
      const answer = await askOnce(controlSocket, { do: 'names' }, { timeoutMs: NAMES_TIMEOUT_MS }).catch(() => null);
      const told = Names.safeParse(answer);
      return told.success ? { names: told.data.own, stage: told.data.stage } : null;
    },
    logs: (log) => followLog(options.logFile, log),
    watchdog: createWatchdog({ artifactFolder, serves: (hash) => everyReplicaServes(controlSocket, hash) }),
  };
}

async function everyReplicaServes(controlSocket: string, hash: string): Promise<boolean> {
  const { replicas } = await observeLauncher(controlSocket);
  return replicas.length > 0 && replicas.every((one) => one.ready && one.artifactHash === hash);
}
