import { ensureDocker } from '../../../scripts/test/docker.ts';
import { holdDataRoot } from './data-root.ts';
import { docker } from './docker.ts';
import { buildImages } from './images.ts';
import { privateEngine } from './private-engine.ts';

/** One engine with all images for every file; it ends with the run, whatever the outcome. */
export default async function setup(): Promise<() => Promise<void>> {
  await ensureDocker();
  const release = await holdDataRoot();
  const end = async () => {
    await privateEngine.stop();
    await release();
  };
  try {
    await privateEngine.stop();
    await privateEngine.start();
    await removeLeftovers();
    if (process.env.REGENT_TEST_DOCKER_IMAGES !== 'keep')
      await buildImages(privateEngine.address, (text) => console.log(`  ${text}`));
  } catch (error) {
    await end();
    throw error;
  }
  return end;
}

/** Of a run that was killed. The engine is ours alone, so is everything in it. */
async function removeLeftovers(): Promise<void> {
  const containers = (await docker('ps', '--all', '--quiet')).split('\n').filter(Boolean);
  if (containers.length > 0) await docker('rm', '--force', ...containers);
  await docker('network', 'prune', '--force');
  const volumes = (await docker('volume', 'ls', '--quiet')).split('\n').filter(Boolean);
  if (volumes.length > 0) await docker('volume', 'rm', '--force', ...volumes);
}
