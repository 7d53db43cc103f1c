import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Writes the declarations of a package's entry, and of all that it reaches, below `target`. */
export function emitDeclarations(folder: string, target: string): void {
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
  const done = spawnSync('tsc', ['-p', config], { encoding: 'utf8' });
  rmSync(config);
  if (done.status !== 0) throw new Error(`The declarations of ${folder} could not be made:\n${done.stdout}`);
}

/**
 * Makes declarations that were copied below `types` stand alone: imports of workspace packages point at their copies
 * (`moved`: package name → entry below `types`), and `.ts` at what stands there now.
 */
export function settleDeclarations(types: string, moved: Readonly<Record<string, string>>): void {
  for (const file of globSync('**/*.d.ts', { cwd: types })) {
    const path = join(types, file);
    const to = (target: string) => {
      const from = relative(dirname(file), target);
      return from.startsWith('.') ? from : `./${from}`;
    };
    let text = readFileSync(path, 'utf8').replaceAll(/(['"])(\.{1,2}\/[^'"]+)\.ts\1/g, `'$2.js'`);
    for (const [name, entry] of Object.entries(moved)) {
      text = text.replaceAll(`'${name}'`, `'${to(entry)}'`).replaceAll(`"${name}"`, `"${to(entry)}"`);
    }
    writeFileSync(path, text);
  }
}
