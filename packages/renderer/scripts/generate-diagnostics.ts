import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { diagnosticPages } from '../src/rules/diagnostic-pages.ts';

/** Writes `docs/diagnostics` from the rules; pages of codes that are gone are removed. */
const folder = new URL('../../../docs/diagnostics/', import.meta.url);
mkdirSync(folder, { recursive: true });
const pages = diagnosticPages();
for (const name of readdirSync(folder)) if (!pages.has(name)) rmSync(new URL(name, folder));
for (const [name, text] of pages) writeFileSync(new URL(name, folder), text);
process.stdout.write(`${pages.size} pages\n`);
