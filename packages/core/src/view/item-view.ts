import type { Diagnostic } from '../diagnostic.ts';
import type { Item, ItemKind } from '../item.ts';
import type { JsonObject } from '../json.ts';
import type { StagedFlag } from '../staging/flag.ts';
import type { EngineCheckView } from './change-view.ts';

/** An item as a screen or the CLI sees it: what applies, what is staged, and what would be after Apply. */
export interface ItemView {
  readonly kind: ItemKind;
  readonly key: string;
  readonly name: string;
  /** Null when it is new. */
  readonly applied: JsonObject | null;
  /** Number of the revision that last changed the applied item. */
  readonly appliedRevision: number | null;
  /** Null when nothing is staged or when it is staged as deleted. */
  readonly staged: JsonObject | null;
  readonly flag: StagedFlag | null;
  /** Applied overlaid with staged; for a deleted item what it still is. */
  readonly data: JsonObject;
  readonly position: string | null;
  /** Send it back with the next edit of this item; 0 when nothing is staged. */
  readonly version: number;
  readonly stagedBy: string | null;
  readonly stagedAt: string | null;
}

/** Answer of every Save. */
export interface SaveResult {
  /** Null when the edit left nothing to stage. */
  readonly item: ItemView | null;
  /** Findings of our rules that belong to this item. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Data of the `version-conflict` error: what both sides made of the same base. */
export interface VersionConflict {
  readonly base: JsonObject | null;
  readonly mine: JsonObject | null;
  readonly theirs: JsonObject | null;
  readonly theirAuthor: string | null;
  readonly theirVersion: number;
}

/** One place that uses an item. */
export interface Usage {
  readonly kind: ItemKind | 'virtual_key' | 'team';
  /** Empty where this stands for a look-up that failed or was cut: then `text` says so. */
  readonly key: string;
  readonly name: string;
  /** For people: `fallbacks of gpt-5, place 2`. */
  readonly text: string;
}

/** Where imported items come from: a `config.yaml`, another format, or a LiteLLM itself. */
export const importFormats = ['yaml', 'declarative', 'predecessor', 'items', 'age', 'live', 'database'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** What happens to an imported item that differs from the one that is there. */
export const importChoices = ['take', 'keep', 'rename'] as const;
export type ImportChoice = (typeof importChoices)[number];

/** What an import makes of its source, before anything is staged. */
export interface ImportPreview {
  /** What the source was taken for. */
  readonly format: ImportFormat;
  /** A secret without which not everything could be read; null when nothing is missing. */
  readonly wants: 'passphrase' | 'identity' | 'salt-key' | null;
  readonly entries: readonly ImportEntry[];
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: {
    readonly taken: number;
    readonly secrets: number;
    readonly passthrough: number;
    readonly reserved: number;
  };
  readonly receipt: readonly ReceiptLine[];
}

export interface ImportEntry {
  readonly item: Item;
  readonly name: string;
  /** Against what is there now: `same` stages nothing. */
  readonly against: 'new' | 'same' | 'differs';
  /** Whether it can come beside the one that is there, under a new name. */
  readonly renamable: boolean;
}

export interface ReceiptLine {
  readonly path: string;
  readonly line: number | null;
  readonly what: 'taken' | 'secret-moved' | 'preserved' | 'reserved' | 'lint';
  readonly text: string;
}

/** Answer to a draft check: nothing is stored. */
export interface DraftCheck {
  readonly diagnostics: readonly Diagnostic[];
  readonly engine: EngineCheckView;
}

export interface ImportResult {
  readonly staged: number;
  readonly receipt: readonly ReceiptLine[];
}

/**
 * `yaml` redacted, `env` with `os.environ/NAME` for secrets, `dotenv` the variables that this takes, `json` items without
 * secrets, `age` items with secrets for one recipient, `eject` a zip for a plain LiteLLM.
 */
export const exportFormats = ['yaml', 'env', 'dotenv', 'json', 'age', 'eject'] as const;
export type ExportFormat = (typeof exportFormats)[number];
