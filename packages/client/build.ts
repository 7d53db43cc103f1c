import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { rolldown } from 'rolldown';

/**
 * Builds the package that other programs install. The JavaScript is one file; the declarations of the API's router and of
 * the domain words are copied in, so that the package stands alone with its public dependencies.
 */
const here = import.meta.dirname;
const dist = join(here, 'dist');
const types = join(dist, 'types');

/** Server internals that the router's type mentions (its context) and a caller never sees. */
const OPAQUE = ['api/app-context.d.ts'];

rmSync(dist, { recursive: true, force: true });
const bundle = await rolldown({
  input: join(here, 'src/index.ts'),
  platform: 'node',
  external: [/^@trpc\//, 'eventsource'],
});
await bundle.write({ file: join(dist, 'index.js') });

emit(join(here, '../core'), join(types, 'core'));
emit(here, join(types, 'client'));
cpSync(join(here, '../../apps/api/dist-types'), join(types, 'api'), { recursive: true });
withoutSchemas(join(types, 'core/index.d.ts'));
for (const file of globSync('**/*.d.ts', { cwd: types })) rewrite(file);

/** Declarations of a package's `src`, without its tests. */
function emit(folder: string, target: string): void {
  mkdirSync(target, { recursive: true });
  const config = join(folder, 'tsconfig.declarations.json');
  writeFileSync(
    config,
    JSON.stringify({
      extends: './tsconfig.json',
      compilerOptions: { noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: 'src', outDir: target },
      include: ['src/index.ts'],
    }),
  );
  const done = spawnSync('tsc', ['-p', config], { encoding: 'utf8', shell: false });
  rmSync(config);
  if (done.status !== 0) throw new Error(`The declarations of ${folder} could not be made:\n${done.stdout}`);
}

/** Leaves out the modules that need zod: callers of the API have its inputs as plain types. */
function withoutSchemas(index: string): void {
  const needsZod = (module: string) =>
    /from 'zod'/.test(readFileSync(join(dirname(index), module.replace(/\.ts$/, '.d.ts')), 'utf8'));
  const lines = readFileSync(index, 'utf8').split('\n');
  writeFileSync(
    index,
    lines.filter((line) => !/from '(\..+)'/.test(line) || !needsZod(/from '(\..+)'/.exec(line)?.[1] ?? '')).join('\n'),
  );
}

/** Points imports of workspace packages at their copies, and `.ts` at what stands there now. */
function rewrite(file: string): void {
  const path = join(types, file);
  if (OPAQUE.includes(file)) {
    const names = [...readFileSync(path, 'utf8').matchAll(/export (?:interface|type|declare class) (\w+)/g)].map(
      (match) => match[1],
    );
    writeFileSync(path, names.map((name) => `export type ${name} = unknown;\n`).join(''));
    return;
  }
  const to = (target: string) => {
    const path = relative(dirname(file), target);
    return path.startsWith('.') ? path : `./${path}`;
  };
  const text = readFileSync(path, 'utf8')
    .replaceAll(/(['"])@regent\/core\1/g, `'${to('core/index.js')}'`)
    .replaceAll(/(['"])@regent\/api\/router\1/g, `'${to('api/router.js')}'`)
    .replaceAll(/(['"])(\.{1,2}\/[^'"]+)\.ts\1/g, `'$2.js'`);
  writeFileSync(path, text);
}
