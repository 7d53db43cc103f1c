import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { writeManifest } from '../../scripts/pack/manifest.ts';
import { emitDeclarations, settleDeclarations } from '../../scripts/pack/declarations.ts';

/**
 * Builds the package that other programs install. The JavaScript is one file; the declarations of the API's router and of
 * the domain words are copied in, so that the package stands alone with its public dependencies.
 */
const here = import.meta.dirname;
const dist = join(here, 'dist');
const types = join(dist, 'types');

rmSync(dist, { recursive: true, force: true });
const bundle = await rolldown({
  input: join(here, 'src/index.ts'),
  platform: 'node',
  external: [/^@trpc\//, 'eventsource'],
});
await bundle.write({ file: join(dist, 'index.js') });

emitDeclarations(join(here, '../core'), join(types, 'core'));
emitDeclarations(here, join(types, 'client'));
cpSync(join(here, '../../apps/api/dist-types'), join(types, 'api'), { recursive: true });
hideContext(join(types, 'api/app-context.d.ts'));
settleDeclarations(types, { '@regent/core': 'core/index.js', '@regent/api/router': 'api/router.js' });
writeManifest(here, dist, {
  exports: { '.': { types: './types/client/index.d.ts', default: './index.js' } },
  dependencies: ['@trpc/client', '@trpc/server', 'eventsource', 'zod'],
});

/** The server's context is named by the router's type; a caller never sees what is in it. */
function hideContext(file: string): void {
  const names = [...readFileSync(file, 'utf8').matchAll(/export (?:interface|type|declare class) (\w+)/g)];
  writeFileSync(file, names.map((match) => `export type ${match[1]} = unknown;\n`).join(''));
}
