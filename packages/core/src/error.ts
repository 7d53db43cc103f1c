/**
 * Every operational failure that a caller can meet. The table is closed: a code that is not here does not compile.
 * `status` is the HTTP status; `message` is the public sentence; `hint` says what to do.
 */
export const errorTable = {
  'not-signed-in': { status: 401, message: 'You are not signed in.', hint: 'Sign in, or send an API token.' },
  'sign-in-failed': { status: 401, message: 'E-mail or password is wrong.', hint: 'Check both and try again.' },
  'too-many-attempts': { status: 429, message: 'Too many attempts.', hint: 'Wait a minute and try again.' },
  forbidden: { status: 403, message: 'Your role does not allow this.', hint: 'Ask an administrator.' },
  'foreign-origin': { status: 403, message: 'The request came from another site.', hint: 'Open Regent directly.' },
  'setup-link-invalid': {
    status: 403,
    message: 'This set-up link is not valid any more.',
    hint: 'Run `./regent setup-link` for a new one.',
  },
  'bad-input': { status: 400, message: 'The input is not valid.', hint: 'See the named field.' },
  'not-found': { status: 404, message: 'There is no such thing.', hint: 'It may have been removed; reload.' },
  'name-taken': { status: 409, message: 'The name is taken.', hint: 'Choose another one.' },
  'version-conflict': {
    status: 409,
    message: 'Somebody else changed this item meanwhile.',
    hint: 'Look at both versions and choose per field.',
  },
  'plan-stale': {
    status: 409,
    message: 'Something changed since this plan was reviewed.',
    hint: 'Review again; what moved is marked.',
  },
  'apply-running': { status: 409, message: 'Another Apply is running.', hint: 'Wait until it ends.' },
  'not-waiting': {
    status: 409,
    message: 'No Apply waits for confirmation.',
    hint: 'It was confirmed, taken back, or its time is over; look at History.',
  },
  'approval-needed': {
    status: 409,
    message: 'Somebody else has to approve this first.',
    hint: 'Ask another administrator to open Review and approve; in an emergency override with a reason.',
  },
  'changes-frozen': {
    status: 409,
    message: 'Changes are frozen now.',
    hint: 'Wait until the freeze ends; in an emergency override with a reason.',
  },
  'config-invalid': {
    status: 422,
    message: 'The configuration has errors and is not written.',
    hint: 'Mend the findings, then review again.',
  },
  'engine-refused': {
    status: 422,
    message: 'The engine refuses this configuration.',
    hint: 'Read what it says; insisting needs typed confirmation.',
  },
  'shrink-guard': {
    status: 422,
    message: 'This Apply would remove an implausible share of the models.',
    hint: 'Type the number of models that will be left to go on.',
  },
  'owned-key': {
    status: 422,
    message: 'A key here belongs to another screen.',
    hint: 'Set it on the screen that owns it.',
  },
  'invitation-invalid': {
    status: 403,
    message: 'This invitation is not valid any more.',
    hint: 'It works once, within three days; ask for another one.',
  },
  'last-administrator': {
    status: 409,
    message: 'This is the last administrator.',
    hint: 'Make somebody else an administrator first.',
  },
  'in-use': { status: 409, message: 'Something still uses this.', hint: 'Look at what uses it, or change that first.' },
  'file-changed': {
    status: 409,
    message: 'The configuration file was changed outside Regent.',
    hint: 'Restore it or adopt the change before applying.',
  },
  'write-failed': {
    status: 500,
    message: 'The configuration could not be written.',
    hint: 'Nothing changed; see the log.',
  },
  'engine-unreachable': {
    status: 503,
    message: 'The Servant does not answer.',
    hint: 'It may be starting; see Servant and Logs.',
  },
  'engine-error': { status: 502, message: 'The Servant answered with an error.', hint: 'See the detail.' },
  'store-unreachable': {
    status: 503,
    message: "The cache's store cannot be used from here.",
    hint: 'Test the connection on the Caching screen; the gateway may reach it all the same.',
  },
  'database-unreachable': {
    status: 503,
    message: 'The database does not answer.',
    hint: 'It may be restarting; what is stored is safe. Try again in a moment.',
  },
  'too-large': { status: 413, message: 'The input is too large.', hint: 'Send less at once.' },
  'vault-locked': {
    status: 500,
    message: 'The vault cannot be opened with this key.',
    hint: 'Set REGENT_VAULT_KEY to the key that this database was made with.',
  },
  internal: { status: 500, message: 'Something went wrong inside Regent.', hint: 'Try again; quote the request id.' },
} as const satisfies Record<string, { status: number; message: string; hint: string }>;

export type ErrorCode = keyof typeof errorTable;

/** An operational failure. `detail` is for people and public; `cause` is internal and only logged. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  /** Structured public data: diagnostics, a three-way view, names of users. Never holds a secret. */
  readonly data: unknown;

  constructor(code: ErrorCode, options: { detail?: string; data?: unknown; cause?: unknown } = {}) {
    super(options.detail ?? errorTable[code].message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = options.detail;
    this.data = options.data;
  }
}
