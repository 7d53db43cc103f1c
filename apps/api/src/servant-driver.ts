import { createProcessDriver, type ServantDriver } from '@regent/servant';
import {
  connectEngine,
  type LauncherContainerOptions,
  createLauncherContainerDriver,
  createPlainContainerDriver,
} from '@regent/servant/docker';
import type { Environment } from './env.ts';

/** The driver that the environment chooses. Nothing is reached yet. */
export function servantDriver(env: Environment): ServantDriver {
  const launcher = {
    artifactFolder: env.REGENT_ARTIFACTS,
    controlSocket: env.REGENT_LAUNCHER_SOCKET,
    baseUrl: env.REGENT_ENGINE_URL,
    workers: env.REGENT_ENGINE_WORKERS,
  };
  switch (env.REGENT_SERVANT) {
    case 'process':
      return createProcessDriver({ ...launcher, logFile: env.REGENT_ENGINE_LOG });
    case 'docker':
      return containerDriver(env, launcher);
  }
}

function containerDriver(
  env: Environment,
  launcher: Omit<LauncherContainerOptions, 'engine' | 'container'>,
): ServantDriver {
  const at = { engine: connectEngine(env.DOCKER_HOST), container: env.REGENT_SERVANT_CONTAINER };
  if (env.REGENT_SERVANT_CONFIG === null) return createLauncherContainerDriver({ ...launcher, ...at });
  return createPlainContainerDriver({
    ...at,
    configFile: env.REGENT_SERVANT_CONFIG,
    baseUrl: env.REGENT_ENGINE_URL,
    masterKey: env.LITELLM_MASTER_KEY,
  });
}
