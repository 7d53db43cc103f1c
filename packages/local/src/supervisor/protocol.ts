import { z } from 'zod';

/**
 * A program that the supervisor keeps running. It is restarted on any exit, whatever the code: LiteLLM ends with code 0
 * when its workers fail.
 */
export const ServiceSpec = z.object({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  command: z.string(),
  args: z.array(z.string()),
  environment: z.record(z.string(), z.string()),
  folder: z.string(),
  logFile: z.string(),
  account: z.object({ uid: z.number().int(), gid: z.number().int() }).nullable(),
  stopSignal: z.enum(['SIGTERM', 'SIGINT']),
  /** After this the program is killed. */
  stopTimeoutMs: z.number().int().positive(),
});
export type ServiceSpec = z.infer<typeof ServiceSpec>;

export const ServiceStatus = z.object({
  name: z.string(),
  pid: z.number().int().nullable(),
  state: z.enum(['running', 'waiting', 'stopped']),
  since: z.string(),
  restarts: z.number().int(),
  /** How it ended last: `code 1`, `signal SIGKILL`. */
  lastExit: z.string().nullable(),
});
export type ServiceStatus = z.infer<typeof ServiceStatus>;

/** One JSON object per line, one answer per request, over a unix socket of mode 0600. */
export const Request = z.discriminatedUnion('do', [
  z.object({ do: z.literal('status') }),
  /** Starts it, or replaces it when the specification changed; a running program with an equal one is left alone. */
  z.object({ do: z.literal('keep'), service: ServiceSpec }),
  z.object({ do: z.literal('stop'), name: z.string() }),
  /** Ends the supervisor and leaves the programs running. */
  z.object({ do: z.literal('leave') }),
]);
export type Request = z.infer<typeof Request>;

export const Answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), pid: z.number().int(), services: z.array(ServiceStatus) }),
  z.object({ ok: z.literal(false), error: z.string() }),
]);
export type Answer = z.infer<typeof Answer>;
