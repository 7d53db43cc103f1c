import type { ItemKind } from '../item.ts';
import type { Json } from '../json.ts';

/** What a value must be. `secret` is text that belongs into the vault; `duration` is `30s`, `7d`, `1mo`. */
export type KeyType =
  | 'boolean'
  | 'integer'
  | 'number'
  | 'text'
  | 'secret'
  | 'enum'
  | 'list'
  | 'map'
  | 'duration'
  | 'cron'
  | 'any';

/** One configuration key: who owns it, what it may hold, and how a form shows it. */
export interface KeySpec {
  /** `router_settings.num_retries`; entries of lists and of maps with free names are `*`. */
  readonly path: string;
  readonly key: string;
  readonly kind: ItemKind;
  readonly type: KeyType;
  readonly label: string;
  /** One sentence. */
  readonly help: string;
  /** What the engine takes when the key is absent. */
  readonly default?: Json;
  /** Allowed values of an `enum`; suggestions for other types. */
  readonly values?: readonly string[];
  /** Further types that the engine takes as well (`ssl_verify` is a switch or a path). */
  readonly also?: readonly KeyType[];
  readonly unit?: string;
  /** The text has several lines. */
  readonly multiline?: boolean;
  readonly min?: number;
  readonly max?: number;
  /** Known keys of a map. */
  readonly fields?: readonly KeySpec[];
  /** The map takes keys beyond `fields`; they are passed on and no mistake. */
  readonly open?: boolean;
  /** Every entry of a list, or every value of a map with free names. */
  readonly each?: KeySpec;
  readonly required?: boolean;
  /** A wrong type is refused by the engine or breaks calls; without it the engine goes on and behaves differently. */
  readonly strict?: boolean;
  /** Belongs to the installation (exact master key, database, mode): taken over, never edited as an item. */
  readonly reserved?: boolean;
  /** First engine version that knows the key. */
  readonly since?: string;
  /** First engine version that does not know it any more. */
  readonly until?: string;
  /** Needs an enterprise licence; `fatal` where the engine refuses to start without one. */
  readonly licence?: 'ignored' | 'fatal';
  /** Why not to use it, and what instead. */
  readonly deprecated?: string;
}

/** A key before it knows its place: what the table files write down. */
export type KeyDraft = Omit<KeySpec, 'path' | 'key' | 'kind' | 'label' | 'fields' | 'each'> & {
  readonly label?: string;
  readonly fields?: KeyDrafts;
  readonly each?: KeyDraft;
};
export type KeyDrafts = Readonly<Record<string, KeyDraft>>;
type More = Partial<Omit<KeyDraft, 'type' | 'help'>>;

const draft =
  (type: KeyType) =>
  (help: string, more: More = {}): KeyDraft => ({ type, help, ...more });

export const boolean = draft('boolean');
export const integer = draft('integer');
export const number = draft('number');
export const text = draft('text');
export const secret = draft('secret');
export const duration = draft('duration');
export const cron = draft('cron');
export const any = draft('any');

export function choice(values: readonly string[], help: string, more: More = {}): KeyDraft {
  return { type: 'enum', values, help, ...more };
}

/** A list whose entries are all of one shape. */
export function list(each: KeyDraft, help: string, more: More = {}): KeyDraft {
  return { type: 'list', each, help, ...more };
}

export const texts = (help: string, more: More = {}): KeyDraft =>
  list(text('Entry.', more.strict === true ? { strict: true } : {}), help, more);

export const choices = (values: readonly string[], help: string, more: More = {}): KeyDraft =>
  list(choice(values, 'Entry.'), help, more);

/** A map with known keys. */
export function map(fields: KeyDrafts, help: string, more: More = {}): KeyDraft {
  return { type: 'map', fields, help, ...more };
}

/** A map with free names whose values are all of one shape. */
export function mapOf(each: KeyDraft, help: string, more: More = {}): KeyDraft {
  return { type: 'map', each, help, ...more };
}

/** A map that is passed on as it is. */
export const openMap = (help: string, more: More = {}): KeyDraft => ({ type: 'map', help, open: true, ...more });

/** Gives drafts their place: path, owner and label. `parent` is empty for the top level. */
export function define(kind: ItemKind, parent: string, drafts: KeyDrafts): KeySpec[] {
  return Object.entries(drafts).map(([key, entry]) =>
    place(kind, parent === '' ? key : `${parent}.${key}`, key, entry),
  );
}

function place(kind: ItemKind, path: string, key: string, entry: KeyDraft): KeySpec {
  const { fields, each, ...rest } = entry;
  return {
    ...rest,
    path,
    key,
    kind,
    label: entry.label ?? labelOf(key),
    ...(fields === undefined ? {} : { fields: define(kind, path, fields) }),
    ...(each === undefined ? {} : { each: place(kind, `${path}.*`, '*', each) }),
  };
}

const upperCaseWords = `ad api aws cli db gcs hf http2 id ip ips itpm json jwt kms llm mb mcp otel otpm pii ptu rbac rpm s3
  sse ssl sso tpm ttft ttl ui url`;
const properNames = `Anthropic Azure Bedrock Bitbucket Claude Datadog Gemini GitLab Google IPv4 Langfuse LiteLLM OAuth
  OAuth2 OpenAI OpenTelemetry Prometheus Qdrant Redis SCIM Valkey Vertex`;

/** Words that are written in another way than small. */
const spelt = new Map(
  [...upperCaseWords.toUpperCase().split(/\s+/), ...properNames.split(/\s+/)].map((word) => [word.toLowerCase(), word]),
);

/** `redis_url` → `Redis URL`. */
function labelOf(key: string): string {
  const label = key
    .split('_')
    .map((word) => spelt.get(word) ?? word)
    .join(' ');
  return label.charAt(0).toUpperCase() + label.slice(1);
}
