import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@regent/local';
import { connectEngine, createLauncherContainerDriver } from '@regent/servant/docker';
import {
  chat,
  type DriverHarness,
  describeDriver,
  isServing,
  MASTER_KEY,
  startProvider,
  testArtifact,
  until,
} from '@regent/servant/testing';
import { docker } from './rig/docker.ts';
import { images } from './rig/images.ts';
import { privateEngine } from './rig/private-engine.ts';

const KEY_NAME = 'REGENT_CONTRACT_KEY';

/** On the host's network, so that the container reaches the provider of the test on loopback. */
describeDriver('docker driver with the launcher as first process of a container', async (): Promise<DriverHarness> => {
  const provider = await startProvider();
  const artifact: DriverHarness['artifact'] = (kind, options) =>
    testArtifact({
      ...options,
      providerUrl: provider.url,
      apiKey: options.environment?.[KEY_NAME] === undefined ? 'plain-key' : `os.environ/${KEY_NAME}`,
      ...(kind === 'dropping' && { lastParams: 'rpm: "ten"' }),
      ...(kind === 'refused' && { tail: 'router_settings: {routing_strategy: nope}\n' }),
    });
  const home = await mkdtemp(join(tmpdir(), 'regent-container-'));
  const [artifactFolder, control] = [join(home, 'artifacts'), join(home, 'control')];
  const name = 'regent-contract-launcher';
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const driver = createLauncherContainerDriver({
    engine: connectEngine(privateEngine.address),
    container: { name },
    artifactFolder,
    controlSocket: join(control, 'launcher.sock'),
    baseUrl,
    workers: 1,
  });
  const close = async () => {
    await docker('rm', '--force', name);
    await provider.close();
    await rm(home, { recursive: true, force: true });
  };
  try {
    await driver.writeArtifact(artifact('good', { revision: 1, ids: ['first'] }));
    await docker(
      ...[
        'run',
        '--detach',
        '--name',
        name,
        '--user',
        '0',
        '--network',
        'host',
        '--read-only',
        '--tmpfs',
        '/tmp',
        '--tmpfs',
        '/var/lib/servant',
      ],
      ...[
        '--volume',
        `${artifactFolder}:${artifactFolder}`,
        '--env',
        `REGENT_ARTIFACTS=${artifactFolder}`,
        '--volume',
        `${control}:/run/regent`,
      ],
      ...['--env', `LITELLM_MASTER_KEY=${MASTER_KEY}`, '--env', 'LITELLM_SALT_KEY=sk-salt', '--env', `PORT=${port}`],
      ...['--restart', 'always', images.servant],
    );
    await until('the launcher in the container serves', () => isServing(driver));
  } catch (error) {
    const logs = await docker('logs', '--tail', '40', name).catch(() => '');
    await close();
    throw new Error(`The container does not serve: ${logs}`, { cause: error });
  }
  return {
    driver,
    artifact,
    environmentInUse: async () => {
      await chat(baseUrl);
      const key = provider.lastKey();
      return key === 'plain-key' ? null : key;
    },
    breakWrites: async () => {
      const revisions = join(artifactFolder, 'revisions');
      await rename(revisions, `${revisions}.aside`);
      await writeFile(revisions, 'not a folder');
      return async () => {
        await rm(revisions);
        await rename(`${revisions}.aside`, revisions);
      };
    },
    goAway: async () => {
      await docker('rm', '--force', name);
    },
    close,
  };
});
