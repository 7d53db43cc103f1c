import { AppError } from '@regent/core';
import { importConfig, importDeclarative, importPredecessor } from '@regent/renderer';
import { armor, Decrypter } from 'age-encryption';
import { fernetOpener } from './fernet.ts';
import { formatOf } from './format.ts';
import { readItems, withoutForeignSecrets } from './items-file.ts';
import { type FileSource, type ImportBase, type ReadOptions, type ReadSource, unread } from './source.ts';

/** What a reader of files may ask beside the text. */
interface FileMeans {
  readonly base: ImportBase;
  readonly options: ReadOptions;
}

/** Files of any known format. */
export async function readFileSource(source: FileSource, means: FileMeans): Promise<ReadSource> {
  const { options } = means;
  const format = source.format ?? formatOf(source.text);
  switch (format) {
    case 'yaml': {
      const files = Object.fromEntries((source.files ?? []).map((file) => [file.name, file.text]));
      return { format, wants: null, ...importConfig(source.text, { ...options, files }) };
    }
    case 'declarative': {
      const local = source.files?.find((file) => file.name.endsWith('.json'))?.text;
      return { format, wants: null, ...importDeclarative({ config: source.text, local }, options) };
    }
    case 'predecessor':
      return readPredecessor(source, options);
    case 'items':
      return { format, wants: null, ...readExport(source.text, means) };
    case 'age':
      return readEncrypted(source, means);
  }
}

function readExport(text: string, { base, options }: FileMeans) {
  return withoutForeignSecrets(readItems(text, options), base.state);
}

function readPredecessor({ text, passphrase }: FileSource, options: ReadOptions): ReadSource {
  const open = passphrase === undefined ? () => null : fernetOpener(passphrase);
  const { sealed, ...imported } = importPredecessor(text, { ...options, open });
  if (passphrase !== undefined && sealed.found > 0 && sealed.opened === 0)
    throw new AppError('bad-input', {
      detail: 'The passphrase does not open the secrets of this file. It is CREDENTIALS_KEY, else SESSION_SECRET.',
    });
  return { format: 'predecessor', wants: sealed.opened < sealed.found ? 'passphrase' : null, ...imported };
}

async function readEncrypted({ text, passphrase }: FileSource, means: FileMeans): Promise<ReadSource> {
  if (passphrase === undefined) return unread('age', [], 'identity');
  const clear = await decrypted(text, passphrase);
  return { format: 'age', wants: null, ...readExport(clear, means) };
}

async function decrypted(text: string, key: string): Promise<string> {
  const decrypter = new Decrypter();
  const identities = key.match(/AGE-SECRET-KEY-[A-Z0-9-]+/g) ?? [];
  try {
    if (identities.length === 0) decrypter.addPassphrase(key);
    for (const identity of identities) decrypter.addIdentity(identity);
    return await decrypter.decrypt(armor.decode(text.trim()), 'text');
  } catch (cause) {
    // What age says is about keys and recipients, never about the content.
    throw new AppError('bad-input', { detail: 'The identity does not open this file.', cause });
  }
}
