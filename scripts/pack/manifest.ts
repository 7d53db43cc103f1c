import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Published {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
  /** What is not bundled, or what the declarations speak of. */
  readonly dependencies?: readonly string[];
}

/**
 * Writes the manifest that the packed package carries (`pnpm pack` runs in `dist`): name, version and licence of the
 * source package, its own entries, and only what is not bundled as dependencies, with exact versions.
 */
export function writeManifest(folder: string, dist: string, published: Published): void {
  const source = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { catalog } = parse(readFileSync(join(import.meta.dirname, '../../pnpm-workspace.yaml'), 'utf8'));
  const version = (name: string) => {
    const declared = source.dependencies[name] ?? 'catalog:';
    return declared === 'catalog:' ? catalog[name] : declared;
  };
  const manifest = {
    name: source.name,
    version: source.version,
    description: source.description,
    license: source.license,
    type: 'module',
    exports: published.exports,
    ...(published.bin ? { bin: published.bin } : {}),
    dependencies: Object.fromEntries((published.dependencies ?? []).map((name) => [name, version(name)])),
  };
  writeFileSync(join(dist, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}
