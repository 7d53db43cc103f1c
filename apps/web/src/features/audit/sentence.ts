import { type AuditEntryView, itemKinds } from '@regent/core';
import { kindWords } from '../../locale/en.ts';

/** What was done, before the name of what it was done to. An action without a line here is shown as it is stored. */
const verbs: Readonly<Record<string, string>> = {
  'account.change-password': 'changed the password of',
  'account.invite': 'invited',
  'account.join': 'joined as',
  'account.remove': 'removed',
  'account.role': 'changed the role of',
  'advanced.move': 'moved to its own screen',
  'assertion.save': 'changed the',
  'cache.flush': 'deleted the cached answers under',
  'change.approve': 'approved',
  'change.commit': 'committed',
  'change.extend': 'gave more time to',
  'change.keep': 'kept',
  'change.outcome': 'ended',
  'change.override': 'overrode the gate of',
  'change.revert': 'went back with',
  'change.rollout': 'started',
  'change.take-back': 'took back',
  'credential.try': 'tried',
  'discovery.dismiss': 'dismissed what was found at',
  'discovery.propose': 'found something at',
  'discovery.remove': 'removed the discovery of',
  'discovery.save': 'set up the discovery of',
  'discovery.stage': 'staged what was found at',
  export: 'exported as',
  'import.stage': 'imported',
  'item.discard': 'discarded the edit of',
  'item.remove': 'staged the removal of',
  'item.save': 'staged',
  'key.block': 'blocked',
  'key.create': 'made',
  'key.remove': 'deleted',
  'key.unblock': 'unblocked',
  'key.update': 'changed',
  'revision.annotate': 'wrote a note on',
  'revision.bisect': 'searched the first bad one in',
  'revision.bisect-stop': 'ended the search, the',
  'revision.first': 'made',
  'revision.live': 'saw live',
  'revision.stage': 'staged',
  'servant.adopt': 'adopted into staging the',
  'servant.ignore-drift': 'ignores for now:',
  'servant.restore': 'wrote again',
  'session.revoke': 'ended',
  'session.sign-in': 'signed in with',
  'setting.save': 'changed the',
  'setup.complete': 'set up Regent with',
  'token.create': 'made',
  'token.revoke': 'revoked',
  'vault.revoke': 'revoked an old secret of',
  'vault.rotate-data-key': 'made a new data key for the',
  'vault.rotate-key-encryption-key': 'wrapped anew the keys of the',
};

/** Acts by what they are about, for the filter. */
export const actGroups: readonly {
  readonly value: string;
  readonly label: string;
  readonly nouns: readonly string[];
}[] = [
  { value: 'edits', label: 'Edits', nouns: ['item', 'advanced', 'import', 'discovery'] },
  { value: 'applies', label: 'Applies', nouns: ['change', 'revision'] },
  { value: 'servant', label: 'File, engine and cache', nouns: ['servant', 'cache'] },
  { value: 'secrets', label: 'Secrets', nouns: ['vault', 'credential', 'export'] },
  { value: 'keys', label: 'Virtual keys', nouns: ['key'] },
  { value: 'people', label: 'People and access', nouns: ['account', 'session', 'token', 'setup'] },
  { value: 'settings', label: 'Settings', nouns: ['setting', 'assertion'] },
];

export interface Sentence {
  readonly who: string;
  readonly verb: string;
  readonly subject: string;
  /** What was said with it, where that is words and not fields; blank otherwise. */
  readonly aside: string;
}

/** Regent at its own work, and whoever used the set-up link before there was an account. */
const names: Readonly<Record<string, string>> = { apply: 'Regent', regent: 'Regent', nobody: 'Somebody' };

/** `ann@example.org` + `staged` + `deployment gpt-5`. */
export function sentenceOf({ actor, action, subject, detail }: Omit<AuditEntryView, 'seq' | 'at'>): Sentence {
  const words = detail === null || /^[[{]/.test(detail) ? '' : detail;
  return {
    who: names[actor] ?? actor,
    verb: verbs[action] ?? action,
    subject: subjectWords(subject),
    aside: action === 'change.outcome' ? words.replace(/^[a-z-]+: /, '') : words,
  };
}

/** An item by the words of the screens, an Apply without its id, a hash by its beginning. */
function subjectWords(subject: string): string {
  const [first = '', ...rest] = subject.split(' ');
  const kind = itemKinds.find((one) => one === first);
  if (kind !== undefined) return [lower(kindWords[kind].one), ...rest].join(' ');
  if (first === 'run') return 'an Apply';
  if (first === 'plan') return 'a plan';
  return subject.replaceAll(/\b[0-9a-f]{32,}\b/g, (hash) => `${hash.slice(0, 8)}…`);
}

const lower = (words: string) => (/^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words);

export interface FieldEdit {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** The fields that an edit of an item touched; null where the detail is a text, or was cut off. */
export function fieldEdits(detail: string): readonly FieldEdit[] | null {
  try {
    const parsed: unknown = JSON.parse(detail);
    if (!Array.isArray(parsed) || !parsed.every(isEdit)) return null;
    return parsed.map(({ field, before, after }) => ({
      field: shownField(field),
      before: text(before),
      after: text(after),
    }));
  } catch {
    return null; // a sentence, not data
  }
}

function isEdit(value: unknown): value is { field: string; before?: unknown; after?: unknown } {
  return typeof value === 'object' && value !== null && 'field' in value && typeof value.field === 'string';
}

const shownField = (pointer: string) => pointer.replace(/^\//, '').replaceAll('/', '.') || 'everything';

/** A secret is told by its version; its keyed digest is for those who compare. */
function text(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') return JSON.stringify(value);
  return value.replace(/^secret \S+ version (\d+) digest (\S+)$/, 'secret, version $1 (digest $2)');
}
