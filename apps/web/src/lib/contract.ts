import type {
  AccountView, AuditEntryView, CatalogModel, ChangeSummary, Comparison, Diagnostic, DiscoveredModel, DriftView,
  EngineCheckView, ImportPreview, ItemKind, ItemRef, ItemView, JsonObject, KeyCreated, KeyPage, LogLineView,
  ProviderView, ReceiptLine, RegentEvent, ReviewView, RevisionDetail, RevisionView, Role, RunView, SaveResult,
  ServantView, SessionView, TestResult, TokenView, Usage, VirtualKeyView,
} from '@regent/core';

export interface Query<Input, Output> {
  readonly type: 'query';
  readonly input: Input;
  readonly output: Output;
}
export interface Mutation<Input, Output> {
  readonly type: 'mutation';
  readonly input: Input;
  readonly output: Output;
}

export interface SaveInput {
  readonly kind: ItemKind;
  readonly key?: string;
  readonly data: JsonObject;
  readonly baseVersion: number;
  readonly position?: string;
  readonly after?: string;
}
export interface DraftInput {
  readonly kind: ItemKind;
  readonly key?: string;
  readonly data: JsonObject;
}
export interface DraftVerdict {
  readonly diagnostics: readonly Diagnostic[];
  readonly engine: EngineCheckView;
}
export interface ModelHealth {
  readonly id: string;
  readonly state: 'healthy' | 'failing' | 'unknown';
  readonly text: string;
  readonly at: string | null;
}
export interface SetupStatus {
  readonly needed: boolean;
  readonly steps: readonly { readonly name: string; readonly state: 'waiting' | 'running' | 'done' | 'failed'; readonly text: string | null }[];
}
export interface RenderedView {
  readonly text: string;
  readonly lines: readonly { readonly line: number; readonly item: ItemRef | null; readonly pointer: string }[];
  readonly applied: string;
  readonly drift: DriftView | null;
}
export interface DashboardView {
  readonly servant: ServantView;
  readonly changes: ChangeSummary;
  readonly counts: { readonly models: number; readonly groups: number; readonly credentials: number; readonly keys: number | null };
  readonly attention: readonly {
    readonly severity: 'error' | 'warning' | 'info';
    readonly text: string;
    readonly action: { readonly label: string; readonly href: string };
  }[];
  readonly traffic:
    | {
        readonly state: 'ok';
        readonly requests: number;
        readonly spend: number;
        readonly errors: number;
        readonly hours: readonly { readonly at: string; readonly requests: number; readonly spend: number; readonly errors: number }[];
      }
    | { readonly state: 'failed'; readonly text: string }
    | { readonly state: 'none' };
}
export interface KeyCreateInput {
  readonly alias?: string;
  readonly models: readonly string[];
  readonly maxBudget?: number;
  readonly budgetDuration?: string;
  readonly duration?: string;
  readonly rpmLimit?: number;
  readonly tpmLimit?: number;
}
type ImportFiles = { readonly text: string; readonly files?: readonly { readonly name: string; readonly text: string }[] };

/** What the admin asks of the API, procedure by procedure. */
export interface Contract {
  setup: {
    status: Query<void, SetupStatus>;
    complete: Mutation<{ token: string; email: string; password: string }, AccountView>;
  };
  session: {
    current: Query<void, AccountView | null>;
    signIn: Mutation<{ email: string; password: string }, AccountView>;
    signOut: Mutation<void, unknown>;
    list: Query<void, readonly SessionView[]>;
    revoke: Mutation<{ id: string }, unknown>;
    changePassword: Mutation<{ current: string; next: string }, unknown>;
  };
  token: {
    list: Query<void, readonly TokenView[]>;
    create: Mutation<{ name: string; role: Role; expiresAt?: string }, { token: string; view: TokenView }>;
    revoke: Mutation<{ id: string }, unknown>;
  };
  item: {
    list: Query<{ kind?: ItemKind; kinds?: readonly ItemKind[] }, readonly ItemView[]>;
    get: Query<{ kind: ItemKind; key: string }, ItemView>;
    save: Mutation<SaveInput, SaveResult>;
    saveMany: Mutation<{ items: readonly SaveInput[] }, readonly SaveResult[]>;
    remove: Mutation<{ kind: ItemKind; key: string; baseVersion: number }, ItemView | null>;
    check: Query<DraftInput, DraftVerdict>;
    usedBy: Query<ItemRef, readonly Usage[]>;
    rename: Mutation<{ kind: ItemKind; key: string; name: string; baseVersion: number }, { staged: readonly ItemView[] }>;
    move: Mutation<{ kind: ItemKind; key: string; before?: string; after?: string }, unknown>;
  };
  change: {
    summary: Query<void, ChangeSummary>;
    review: Query<void, ReviewView>;
    check: Mutation<{ plan: string }, EngineCheckView>;
    discard: Mutation<{ items?: readonly ItemRef[] }, { discarded: number }>;
    rollout: Mutation<{ plan: string; reason: string; insist?: boolean; confirmModels?: number }, RunView>;
    run: Query<{ id: string }, RunView>;
    lastRun: Query<void, RunView | null>;
  };
  revision: {
    list: Query<{ cursor?: number; limit: number }, { revisions: readonly RevisionView[]; next: number | null }>;
    get: Query<{ number: number }, RevisionDetail>;
    compare: Query<{ from: number; to: number }, Comparison>;
    stage: Mutation<{ number: number }, { staged: number }>;
    restore: Mutation<{ number: number; reason: string }, RunView>;
  };
  rendered: {
    get: Query<Record<string, never>, RenderedView>;
    download: Query<{ redacted: true }, { text: string }>;
  };
  import: {
    preview: Mutation<ImportFiles, ImportPreview>;
    stage: Mutation<ImportFiles & { choices?: Readonly<Record<string, 'take' | 'keep'>> }, { staged: number; receipt: readonly ReceiptLine[] }>;
  };
  model: {
    test: Mutation<{ data: JsonObject; key?: string; credentialKey?: string }, TestResult>;
    discover: Mutation<{ provider?: string; apiBase: string; apiKey?: JsonObject | string }, readonly DiscoveredModel[]>;
    health: Query<void, readonly ModelHealth[]>;
  };
  catalog: {
    providers: Query<void, readonly ProviderView[]>;
    models: Query<{ query: string; provider?: string; limit: number }, readonly CatalogModel[]>;
    model: Query<{ model: string }, CatalogModel | null>;
  };
  key: {
    list: Query<{ page: number; size: number; search?: string; sort?: string }, KeyPage>;
    create: Mutation<KeyCreateInput, KeyCreated>;
    block: Mutation<{ token: string }, VirtualKeyView>;
    unblock: Mutation<{ token: string }, VirtualKeyView>;
    remove: Mutation<{ tokens: readonly string[] }, unknown>;
  };
  servant: {
    status: Query<void, ServantView>;
    logs: Query<{ tail: number }, readonly LogLineView[]>;
    acceptDrift: Mutation<{ action: 'restore' | 'adopt' }, unknown>;
  };
  dashboard: { get: Query<void, DashboardView> };
  audit: {
    list: Query<{ cursor?: number; limit: number }, { entries: readonly AuditEntryView[]; next: number | null }>;
    verify: Query<void, { ok: boolean; entries: number; brokenAt: number | null }>;
  };
  demo: { available: Query<void, boolean>; addDemoProvider: Mutation<void, { staged: number }> };
}

export type StreamedEvent = { readonly id: string; readonly data: RegentEvent };
