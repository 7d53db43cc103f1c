import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { writeManifest } from '../../scripts/pack/manifest.ts';
import { emitDeclarations, settleDeclarations } from '../../scripts/pack/declarations.ts';

/**
 * Builds the package that other programs install: the library and the command, each one file. Its declarations speak of
 * zod's types, which is the only dependency.
 */
const here = import.meta.dirname;
const dist = join(here, 'dist');
const types = join(dist, 'types');

rmSync(dist, { recursive: true, force: true });
await write('src/index.ts', 'index.js', 'neutral');
await write('src/command/main.ts', 'regent-render.js', 'node');
chmodSync(join(dist, 'regent-render.js'), 0o755);

emitDeclarations(join(here, '../core'), join(types, 'core'));
emitDeclarations(here, join(types, 'renderer'));
settleDeclarations(types, { '@regent/core': 'core/index.js' });
writeManifest(here, dist, {
  exports: { '.': { types: './types/renderer/index.d.ts', default: './index.js' } },
  bin: { 'regent-render': './regent-render.js' },
  dependencies: ['zod'],
});

/** `neutral` output runs in Node and in browsers. */
async function write(input: string, name: string, platform: 'neutral' | 'node'): Promise<void> {
  const bundle = await rolldown({ input: join(here, input), platform, resolve: { mainFields: ['module', 'main'] } });
  await bundle.write({ file: join(dist, name) });
}
