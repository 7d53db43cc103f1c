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
const deploy = join(repository, 'deploy');

/**
 * Builds what is missing or out of date, side by side where nothing has to wait; unchanged layers are taken from former
 * runs, and what no image needs any more goes.
 */
export async function buildImages(address: string, say: (text: string) => void): Promise<void> {
  const env = { DOCKER_HOST: address, DOCKER_BUILDKIT: '0' };
  await bringBase(env, say);
  const build = async (tag: string, file: string, options: BuildOptions = {}) => {
    const { args = {}, target, context = repository } = options;
    const started = performance.now();
    const words = Object.entries(args).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
    if (target !== undefined) words.push('--target', target);
    // The host's network, because its name service and package indexes are what the tests may use.
    await run('docker', ['build', '--quiet', '--network', 'host', '-f', file, ...words, '-t', tag, context], { env });
    say(`${tag} in ${Math.round((performance.now() - started) / 1000)} s`);
  };
  const ofRegent = (tag: string, target: string) => {
    const args = { NODE_IMAGE: BASE_IMAGE, LITELLM_IMAGE: images.litellm };
    return build(tag, join(deploy, 'Dockerfile'), { args, target });
  };
  const litellm = build(images.litellm, join(deploy, 'litellm.Dockerfile'), { args: { NODE_IMAGE: BASE_IMAGE } });
  // Stages have names, so that their layers are not taken for leftovers below.
  const web = ofRegent('regent-test/build', 'build');
  const servant = async () => {
    await litellm;
    await build(images.servant, join(deploy, 'servant/Dockerfile'), { args: { LITELLM_IMAGE: images.litellm } });
  };
  const regent = async () => {
    await Promise.all([litellm, web]);
    await ofRegent('regent-test/engine-files', 'engine-files');
    await ofRegent(images.regent, 'regent');
  };
  const postgres = build(images.postgres, join(here, 'postgres/Dockerfile'), { context: join(here, 'postgres') });
  await Promise.all([servant(), regent(), postgres]);
  await run('docker', ['image', 'prune', '--force'], { env });
}

interface BuildOptions {
  readonly args?: Readonly<Record<string, string>>;
  readonly target?: string;
  readonly context?: string;
}

async function bringBase(env: Readonly<Record<string, string>>, say: (text: string) => void): Promise<void> {
  const started = performance.now();
  const recipe = await baseRecipe();
  const format = '{{index .Config.Labels "recipe"}}';
  const found = await tryRun('docker', ['image', 'inspect', '--format', format, BASE_IMAGE], { env });
  if (found.stdout.trim() === recipe) return;
  await importBase(env, recipe);
  say(`a base of Debian packages in ${Math.round((performance.now() - started) / 1000)} s`);
}
