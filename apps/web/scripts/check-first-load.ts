/**
 * Fails the build when the script and style that the first screen needs exceed the promise of 130 kB gzip.
 * Counted: the entry, the landing screen's chunk, and everything that these import statically.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const LIMIT_BYTES = 130_000;
const roots = ['index.html', 'src/features/dashboard/screen.tsx'];
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8')) as Record<string, Chunk>;

function collect(name: string, files: Set<string>): Set<string> {
  const chunk = manifest[name];
  if (!chunk) throw new Error(`${name} is not in the build manifest`);
  if (files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const next of chunk.imports ?? []) collect(next, files);
  return files;
}

const files = roots.reduce((all, root) => collect(root, all), new Set<string>());
const sizes = [...files].map((file) => ({ file, bytes: gzipSync(readFileSync(new URL(file, dist))).length }));
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
for (const { file, bytes } of sizes.sort((a, b) => b.bytes - a.bytes)) {
  process.stdout.write(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${file}\n`);
}
process.stdout.write(`${(total / 1000).toFixed(1).padStart(7)} kB  first load, of ${LIMIT_BYTES / 1000} kB allowed\n`);
if (total > LIMIT_BYTES) process.exit(1);
