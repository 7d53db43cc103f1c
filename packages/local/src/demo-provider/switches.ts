import { z } from 'zod';

/** What one upstream model does instead of answering at once. */
const ModelSwitch = z.object({
  /** Before its answer, beyond what applies to all. */
  latencyMs: z.number().min(0).max(60_000).default(0),
  /** How many of its next requests fail. */
  failNext: z.number().int().min(0).default(0),
  failStatus: z.number().int().min(400).max(599).default(500),
  /** OpenAI's error code (`context_length_exceeded`, `content_filter`, …); the status as text when absent. */
  failCode: z.string().max(100).optional(),
  failMessage: z.string().max(1_000).default('A failure, as switched on for this model.'),
});
type ModelSwitch = z.infer<typeof ModelSwitch>;

/** What the operator of the demo can switch while it runs: `POST /control`. */
export const DemoSwitches = z.object({
  /** Before the first byte of every answer. */
  latencyMs: z.number().min(0).max(60_000).default(0),
  /** Between two chunks of a stream. */
  chunkMs: z.number().min(0).max(60_000).default(5),
  /** 0 = never, 1 = every request, 3 = each third one. */
  failEvery: z.number().int().min(0).default(0),
  failStatus: z.number().int().min(400).max(599).default(500),
  /** The only keys that are taken; null takes any and none. */
  keys: z.array(z.string().min(1)).nullable().default(null),
  /** By upstream model; the whole map is replaced. */
  models: z.record(z.string(), ModelSwitch).default({}),
});
export type DemoSwitches = z.infer<typeof DemoSwitches>;

export interface Failure {
  readonly failStatus: number;
  readonly failCode?: string | undefined;
  readonly failMessage: string;
}

/** The failure that is due for a request of this model, counted down; null when it is to be answered. */
export function takeFailure(switches: DemoSwitches, model: string): Failure | null {
  const own = switches.models[model];
  if (!own || own.failNext === 0) return null;
  own.failNext--;
  return own;
}

/** Whether a provider with these switches lets this `Authorization` in. */
export function takesKey({ keys }: DemoSwitches, authorization: string | undefined): boolean {
  return keys === null || keys.some((key) => authorization === `Bearer ${key}`);
}
