import { ensureDocker } from '../../../scripts/test/docker.ts';
import { buildImages } from './images.ts';
import { privateEngine } from './private-engine.ts';

/** One engine with all images for every file; it ends with the run, whatever the outcome. */
export default async function setup(): Promise<() => Promise<void>> {
  await ensureDocker();
  await privateEngine.stop();
  await privateEngine.start();
  try {
    await buildImages(privateEngine.address, (text) => console.log(`  ${text}`));
  } catch (error) {
    await privateEngine.stop();
    throw error;
  }
  return privateEngine.stop;
}
