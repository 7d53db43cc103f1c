import { createProcessDriver, type ServantDriver } from '@regent/servant';
import { connectEngine, createLauncherContainerDriver } from '@regent/servant/docker';
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
      return createLauncherContainerDriver({
        ...launcher,
        engine: connectEngine(env.DOCKER_HOST),
        container: env.REGENT_SERVANT_CONTAINER,
      });
  }
}
