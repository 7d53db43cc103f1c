import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { errorTable } from '../../packages/core/src/error.ts';
import { trackedFiles } from './tracked-files.ts';

const PAGES = 'docs/diagnostics';
const SOURCES = /^(packages\/(core|renderer)|apps\/api)\/src\/.*(?<!\.test)\.ts$/;
const CODE = /\bcode: '([a-z]+(?:-[a-z0-9]+)+)'/g;
const PARTS = ['## Cause', '## Fix', '## Example'];

/** Every code that a finding may carry has a page that says cause, fix and an example; every failure stands in the table. */
export async function diagnosticProblems(): Promise<string[]> {
  const pages = readdirSync(PAGES).filter((name) => name !== 'README.md');
  const known = new Set([...pages.map((name) => name.replace(/\.md$/, '')), ...Object.keys(errorTable)]);
  const unknown = trackedFiles()
    .filter((file) => SOURCES.test(file) && existsSync(file))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(CODE)]
        .map((match) => match[1] ?? '')
        .filter((code) => !known.has(code))
        .map((code) => `${file}: "${code}" has no page in ${PAGES} and is no failure of the table`),
    );
  const incomplete = pages.flatMap((name) => {
    const text = readFileSync(`${PAGES}/${name}`, 'utf8');
    const missing = PARTS.filter((part) => !new RegExp(`^${part}\\n\\n\\S`, 'm').test(text));
    return missing.map((part) => `${PAGES}/${name}: ${part} is missing or empty`);
  });
  return [...unknown, ...incomplete];
}
