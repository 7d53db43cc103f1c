import type { Secret } from '@regent/core';
import type Docker from 'dockerode';
import type { LiveArtifact, Observation, ServantDriver } from '../driver.ts';
import { configMount, mountAdvice } from './config-mount.ts';
import { readConfigFile, type WrittenArtifact, writeConfigFile } from './config-file.ts';
import { type ContainerChoice, type InspectedContainer, ServantContainer } from './container.ts';
import { askEngine } from './engine-api.ts';
import { followContainerLogs } from './logs.ts';
import { observeContainer } from './observe-container.ts';
import { recreationOf } from './recreation.ts';
import { EngineRefusal } from './refusal.ts';
import { restartPlain } from './restart.ts';

export interface PlainContainerOptions {
  readonly engine: Docker;
  readonly container: ContainerChoice;
  /** As Regent sees it; the container mounts its folder. */
  readonly configFile: string;
  readonly baseUrl: string;
  readonly masterKey: Secret | null;
}

/**
 * An unmodified LiteLLM container. It reads its configuration when it starts, so that an Apply is a restart: some
 * seconds without answers. Nothing of it is asked with a signal: a first process ignores SIGHUP, and the engine says
 * that all went well. Its environment belongs to whoever created it.
 */
export function createPlainContainerDriver(options: PlainContainerOptions): ServantDriver {
  const container = new ServantContainer(options.engine, options.container);
  const { configFile, baseUrl, masterKey } = options;
  const ask = () => askEngine(baseUrl, masterKey);
  return {
    describe: async () => ({
      driver: 'docker',
      target: container.label,
      baseUrl,
      reload: 'restart',
      canCheck: false,
      canChangeEnvironment: false,
    }),
    readArtifact: async () => toLive(await readConfigFile(configFile)),
    writeArtifact: async (artifact) => toLive(await writeConfigFile(configFile, artifact)),
    reload: async (reload) => {
      const written = await readConfigFile(configFile);
      if (written === null) return { outcome: 'refused', reason: 'There is no configuration to serve yet.', log: [] };
      return restartPlain({ container, written, ask }, reload);
    },
    observe: () => observe(container, ask),
    check: async () => ({
      verdict: 'not-checked',
      reason: 'A plain container cannot try a candidate. Run it under the launcher to have one checked.',
    }),
    importTimeNames: async () => [],
    recreation: async (environment) => {
      const inspected = await inspectedOrNull(container);
      return inspected && recreationOf(inspected, environment, (await readConfigFile(configFile))?.environment);
    },
    ownEnvironment: async () => {
      const inspected = await inspectedOrNull(container);
      if (inspected === null) return null;
      const { environment } = inspected;
      return { names: Object.keys(environment), stage: environment.LITELLM_ENVIRONMENT ?? null };
    },
    logs: (log) => followContainerLogs(container, log),
  };
}

function toLive(written: WrittenArtifact): LiveArtifact;
function toLive(written: WrittenArtifact | null): LiveArtifact | null;
function toLive(written: WrittenArtifact | null): LiveArtifact | null {
  if (written === null) return null;
  const { hash, revision, text, environment } = written;
  return { hash, revision, text, environment };
}

async function inspectedOrNull(container: ServantContainer): Promise<InspectedContainer | null> {
  try {
    return await container.inspect();
  } catch (error) {
    if (error instanceof EngineRefusal) return null;
    throw error;
  }
}

async function observe(container: ServantContainer, ask: () => ReturnType<typeof askEngine>): Promise<Observation> {
  const [{ host, state, trouble, inspected }, word] = await Promise.all([observeContainer(container), ask()]);
  const alive = state?.state === 'running';
  const note = trouble ?? (inspected && mountAdvice(configMount(inspected)));
  return {
    replicas: [
      {
        id: container.label,
        alive,
        ready: alive && word.ready,
        artifactHash: null, // it cannot tell
        fingerprint: word.fingerprint,
        deploymentIds: word.deploymentIds,
        engineVersion: word.version,
        since: alive ? state.startedAt : null,
        memoryBytes: state?.memoryBytes ?? null,
        findings: [], // it cannot tell
        ...(note && { note }),
      },
    ],
    host,
  };
}
