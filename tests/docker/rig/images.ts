import { join } from 'node:path';
import { repository } from '../../rig/folders.ts';
import { BASE_IMAGE, baseRecipe, importBase } from './base-image.ts';
import { run, tryRun } from './program.ts';

/** Images of the tests, by what they stand for. Their recipes are the product's own, on a base without a registry. */
export const images = {
  litellm: 'regent-test/litellm',
  servant: 'regent-test/servant',
  regent: 'regent-test/regent',
  postgres: 'regent-test/postgres',
  cache: BASE_IMAGE,
  gate: BASE_IMAGE,
} as const;

const here = import.meta.dirname;

/** Builds what is missing or out of date; unchanged layers are taken from the cache. */
export async function buildImages(address: string, say: (text: string) => void): Promise<void> {
  const env = { DOCKER_HOST: address, DOCKER_BUILDKIT: '0' };
  const recipe = await baseRecipe();
  const found = await tryRun(
    'docker',
    ['image', 'inspect', '--format', '{{index .Config.Labels "recipe"}}', BASE_IMAGE],
    {
      env,
    },
  );
  if (found.stdout.trim() !== recipe) {
    say('a base of Debian packages');
    await importBase(env, recipe);
  }
  const build = async (tag: string, file: string, args: Readonly<Record<string, string>>, context = repository) => {
    const started = performance.now();
    const words = Object.entries(args).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
    // The host's network, because its name service and package indexes are what the tests may use.
    await run('docker', ['build', '--quiet', '--network', 'host', '-f', file, ...words, '-t', tag, context], { env });
    say(`${tag} in ${Math.round((performance.now() - started) / 1000)} s`);
  };
  const deploy = join(repository, 'deploy');
  await build(images.litellm, join(deploy, 'litellm.Dockerfile'), { NODE_IMAGE: BASE_IMAGE });
  await build(images.servant, join(deploy, 'servant/Dockerfile'), { LITELLM_IMAGE: images.litellm });
  await build(images.regent, join(deploy, 'Dockerfile'), { NODE_IMAGE: BASE_IMAGE, LITELLM_IMAGE: images.litellm });
  await build(images.postgres, join(here, 'postgres/Dockerfile'), {}, join(here, 'postgres'));
}
