import { access, readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import {
  counted,
  type ImportChoice,
  importChoices,
  importFormats,
  type ImportPreview,
  type ReceiptLine,
} from '@regent/core';
import { collectIncludes, type IncludedFile } from '@regent/renderer';
import { type Command, Option } from 'commander';
import { askSecret, givenSecret, type SecretOptions } from '../ask-secret.ts';
import { connect, type ConnectionOptions } from '../connection.ts';
import { CommandError, exitCodes, output } from '../output.ts';
import { diagnosticText } from '../review.ts';
import { remoteCommand } from './remote.ts';

type From = (typeof importFormats)[number];
type Options = ConnectionOptions &
  SecretOptions & { json?: boolean; dryRun?: boolean; from?: From; conflict?: ImportChoice };

/** What the import is asked to read; the secret is added when it is known. */
type Source =
  | {
      from: 'file';
      text: string;
      files?: { name: string; text: string }[];
      format?: Exclude<From, 'live' | 'database'>;
    }
  | { from: 'live'; url: string; text?: string }
  | { from: 'database' };

export function registerImport(root: Command): void {
  remoteCommand(root, 'import', 'Take a configuration over: everything it says is staged, nothing is applied.')
    .argument(
      '[source]',
      'a config.yaml, a declarative config.json, an export, - for standard input, or the address of a running LiteLLM',
    )
    .argument(
      '[files...]',
      'files that `include` names, a config.local.json, or the config.yaml of the running LiteLLM',
    )
    .addOption(new Option('--from <format>', 'what the source is (default: recognised)').choices([...importFormats]))
    .addOption(
      new Option('--conflict <choice>', 'what happens to items that differ from those that are there')
        .choices([...importChoices])
        .default('take'),
    )
    .option('--dry-run', 'only show what would be staged')
    .option('--secret-file <file>', 'file with the passphrase, age identity, master key or salt key of the source')
    .action(run);
}

async function run(named: string | undefined, files: string[], options: Options): Promise<void> {
  const client = await connect(options);
  const source = await sourceOf(named, files, options);
  let secret = await givenSecret(options);
  if (secret === null && source.from === 'live') secret = await askSecret('Master key of that LiteLLM');
  let preview = await client.import.preview.mutate(withSecret(source, secret));
  if (preview.wants !== null && secret === null) {
    secret = await askSecret(questions[preview.wants]);
    if (secret !== null) preview = await client.import.preview.mutate(withSecret(source, secret));
  }
  const usable = preview.entries.length > 0;
  if (!usable || options.dryRun) {
    process.exitCode = usable ? exitCodes.ok : exitCodes.error;
    return options.json ? output.json({ preview, result: null }) : print(preview, 'Nothing staged.');
  }
  const result = await client.import.stage.mutate({
    ...withSecret(source, secret),
    ...(options.conflict === undefined ? {} : { conflict: options.conflict }),
  });
  if (options.json) return output.json({ preview, result });
  print(preview, `${result.staged} staged. Next: regent plan, regent apply.`);
}

const questions = {
  passphrase: 'Passphrase of the export (CREDENTIALS_KEY, else SESSION_SECRET)',
  identity: 'Age identity or passphrase',
  'salt-key': 'LITELLM_SALT_KEY that LiteLLM stored with',
} as const;

function withSecret(source: Source, secret: string | null) {
  switch (source.from) {
    case 'file':
      return secret === null ? source : { ...source, passphrase: secret };
    case 'live':
      if (secret === null) throw new CommandError('The master key is missing.', 'Give it with --secret-file.');
      return { ...source, masterKey: secret };
    case 'database':
      return secret === null ? source : { ...source, saltKey: secret };
  }
}

async function sourceOf(named: string | undefined, files: string[], options: Options): Promise<Source> {
  if (options.from === 'database') return { from: 'database' };
  if (named === undefined) throw new CommandError('What is to be imported?', 'Name a file, or an address.');
  if (options.from === 'live' || /^https?:\/\//.test(named)) {
    const [file] = files;
    return { from: 'live', url: named, ...(file === undefined ? {} : { text: await read(file) }) };
  }
  const text = await read(named);
  const names = [...files, ...(await overlayOf(named, files))];
  const given = await Promise.all(names.map(async (name) => ({ name, text: await read(name) })));
  const more = given.length > 0 || named === '-' ? given : await includedBy(named, text);
  return {
    from: 'file',
    text,
    ...(more.length === 0 ? {} : { files: more }),
    ...(options.from === undefined ? {} : { format: options.from }),
  };
}

/** `config.local.json` beside a `config.json` belongs to it. */
async function overlayOf(file: string, named: readonly string[]): Promise<string[]> {
  const overlay = file.replace(/\.json$/, '.local.json');
  if (overlay === file || named.length > 0) return [];
  return access(overlay).then(
    () => [overlay],
    () => [],
  );
}

/** What `include` names lies beside the file; what is not there is a finding of the import. */
function includedBy(file: string, text: string): Promise<IncludedFile[]> {
  return collectIncludes(text, (name) => readFile(resolve(dirname(file), name), 'utf8').catch(() => null));
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file === '-' ? '/dev/stdin' : file, 'utf8');
  } catch (error) {
    throw new CommandError(`Cannot read ${file}: ${(error as Error).message}`);
  }
}

function print(preview: ImportPreview, end: string): void {
  for (const diagnostic of preview.diagnostics) output.line(diagnosticText(diagnostic));
  const { taken, secrets, passthrough, reserved } = preview.counts;
  for (const line of preview.receipt.filter((entry) => entry.what !== 'lint' && entry.what !== 'taken'))
    output.line(receiptText(line));
  output.line(
    `\n${counted(taken, 'item')} taken, ${counted(secrets, 'secret')} moved to the vault, ${counted(passthrough, 'key')} preserved, ${counted(reserved, 'key')} of the installation.`,
  );
  const differ = preview.entries.filter(({ against }) => against === 'differs');
  if (differ.length > 0) output.line(`Differs from what is there: ${differ.map(({ name }) => name).join(', ')}.`);
  output.line(end);
}

const receiptText = (line: ReceiptLine) =>
  `${line.what.padEnd(12)} ${line.path}${line.line === null ? '' : `:${line.line}`}  ${line.text}`;
