import * as z from 'zod';

/** What the launcher sends; README.md of this folder is the protocol. Unknown keys are for people. */

const Worker = z.object({
  pid: z.int(),
  index: z.int(),
  state: z.enum(['booting', 'ready', 'serving']),
  since: z.number(),
  rss_kib: z.int(),
  pss_kib: z.int(),
  hash: z.string(),
  deployments: z.array(z.string()),
  /** Sentences about what this worker lacks although it serves. */
  findings: z.array(z.string()).default([]),
});

const Generation = z.object({
  generation: z.int(),
  phase: z.enum(['booting', 'ready', 'serving', 'parked', 'draining', 'failed', 'gone']),
  since: z.number(),
  hash: z.string(),
  fingerprint: z.string().nullable(),
  revision: z.int().nullable(),
  note: z.string().nullable(),
  workers: z.array(Worker),
});
export type LauncherGeneration = z.infer<typeof Generation>;

export const Status = z.object({
  ok: z.literal(true),
  pid: z.int(),
  /** Seconds of the epoch; a renewal keeps it. A launcher that an older Regent left running does not tell. */
  since: z.number().nullable().default(null),
  /** By its supervisor; null without one that tells. */
  restarts: z.int().nullable().default(null),
  /** Of the launcher alone; an older one does not tell. */
  pss_kib: z.int().default(0),
  litellm: z.string(),
  /** What the import of LiteLLM took at the start of this launcher. */
  import_ms: z.number().default(0),
  generation: z.int().nullable(),
  generations: z.array(Generation),
});
export type Status = z.infer<typeof Status>;

const refusalCodes = [
  'busy',
  'fixed',
  'stopping',
  'unreadable',
  'late',
  'failed',
  'died',
  'refused',
  'bad-request',
  'unknown',
] as const;

/** `log` and `error` may quote the configuration. */
export const Refusal = z.object({
  ok: z.literal(false),
  code: z.enum(refusalCodes),
  error: z.string(),
  log: z.array(z.string()).default([]),
});
export type Refusal = z.infer<typeof Refusal>;

export const SwapEvent = z.object({
  event: z.enum(['forked', 'ready', 'serving', 'draining', 'drained', 'trial', 'executing', 'stopping']),
  at_ms: z.number().optional(),
  pid: z.int().optional(),
  pids: z.array(z.int()).optional(),
});
export type SwapEvent = z.infer<typeof SwapEvent>;

export const Done = z.object({ ok: z.literal(true) });

export const Names = z.object({
  ok: z.literal(true),
  /** Read at import. */
  names: z.array(z.string()),
  /** In the launcher's environment before any artifact added to it. */
  own: z.array(z.string()),
  stage: z.string().nullable(),
});

export const CheckAnswer = z.object({
  ok: z.literal(true),
  deployments: z.array(z.object({ id: z.string().nullable(), model_name: z.string().nullable() })),
  warnings: z.array(z.string()),
  image: z.string(),
  skipped: z.array(z.string()),
  blocked: z.array(z.string()),
  fixed: z.array(z.string()),
  total_ms: z.number(),
});

export const CheckRefusal = Refusal.extend({
  warnings: z.array(z.string()).default([]),
  image: z.string().default(''),
  total_ms: z.number().default(0),
});
export type CheckAnswer = z.infer<typeof CheckAnswer>;
export type CheckRefusal = z.infer<typeof CheckRefusal>;
