import { readdirSync, readFileSync } from 'node:fs';
import type { Diagnostic } from '@regent/core';
import { expect, test } from 'vitest';
import { configNames, configText } from '../testing/golden.ts';
import { type ValidateOptions, validateConfig } from '../validate.ts';

/** Every word of every finding about the corpus of wrong files: a changed sentence shows as a changed line. */
interface WrongFile {
  readonly id: string;
  readonly text: string;
  readonly files?: Record<string, string>;
}

const testdata = new URL('../testdata/', import.meta.url);
const corpus = JSON.parse(readFileSync(new URL('wrong-files.json', testdata), 'utf8')) as WrongFile[];
const oddFolder = new URL('odd/', testdata);
/** Many odd values in few files, for the corners that no real mistake has reached yet. */
const odd = readdirSync(oddFolder)
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .map((name): WrongFile => ({ id: name, text: readFileSync(new URL(name, oddFolder), 'utf8') }));
const examples = configNames.map((name): WrongFile => ({ id: name, text: configText(`${name}.yaml`) }));

const usual: ValidateOptions = { environment: ['FAKE_KEY', 'LITELLM_MASTER_KEY'] };
const linesWith = (options: ValidateOptions) =>
  [...corpus, ...odd, ...examples].flatMap(({ id, text, files }) =>
    validateConfig(text, files === undefined ? options : { ...options, files }).map(
      (finding) => `${id} ${inOneLine(finding)}`,
    ),
  );
let kept: readonly string[] | undefined;
const usualLines = () => (kept ??= linesWith(usual));

test('findings are told in these very words', async () => {
  await expectGolden('findings', usualLines());
});

test.each<[name: string, options: ValidateOptions]>([
  ['without-environment', {}],
  ['old-engine', { ...usual, engine: '1.81.0' }],
  ['old-engine-with-licence', { environment: ['FAKE_KEY', 'LITELLM_MASTER_KEY', 'LITELLM_LICENSE'], engine: '1.81.0' }],
  ['new-engine', { ...usual, engine: '1.109.0' }],
])('%s: what is told instead', async (name, options) => {
  const lines = linesWith(options);
  await expectGolden(name, [
    ...usualLines()
      .filter((line) => !lines.includes(line))
      .map((line) => `- ${line}`),
    ...lines.filter((line) => !usualLines().includes(line)).map((line) => `+ ${line}`),
  ]);
});

async function expectGolden(name: string, lines: readonly string[]): Promise<void> {
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(new URL(`findings/${name}.txt`, testdata).pathname);
}

function inOneLine({ line, column, severity, code, path, pointer, message, hint }: Diagnostic): string {
  return `${line}:${column} ${severity} ${code} ${path} ${pointer} | ${message}${hint === undefined ? '' : ` | ${hint}`}`;
}
