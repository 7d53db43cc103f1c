import type { Secret } from '@regent/core';
import * as z from 'zod';

const TIMEOUT_MS = 5_000;

const Readiness = z.object({ litellm_version: z.string().optional() });
const ModelInfo = z.object({
  data: z.array(z.object({ model_info: z.object({ id: z.string(), regent: z.string().optional() }) })),
});

/** What a plain LiteLLM says of itself over its own interface. */
export interface EngineWord {
  readonly ready: boolean;
  readonly version: string | null;
  /** Distinct; null when it could not be asked. */
  readonly deploymentIds: readonly string[] | null;
  /** The stamp of its deployments; null with none, and when they disagree. */
  readonly fingerprint: string | null;
}

/** Never throws: an engine that does not answer is not ready and has nothing to say. */
export async function askEngine(baseUrl: string, masterKey: Secret | null): Promise<EngineWord> {
  const [readiness, models] = await Promise.all([
    get(`${baseUrl}/health/readiness`, null, Readiness),
    get(`${baseUrl}/model/info`, masterKey, ModelInfo),
  ]);
  const rows = models?.data.map(({ model_info }) => model_info) ?? null;
  const stamps = new Set(rows?.map(({ regent }) => regent ?? null));
  return {
    ready: readiness !== null,
    version: readiness?.litellm_version ?? null,
    deploymentIds: rows && [...new Set(rows.map(({ id }) => id))],
    fingerprint: stamps.size === 1 ? ([...stamps][0] ?? null) : null,
  };
}

async function get<T>(url: string, key: Secret | null, schema: z.ZodType<T>): Promise<T | null> {
  const headers = { connection: 'close', ...(key && { authorization: `Bearer ${key.reveal()}` }) };
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const read = response.ok ? schema.safeParse(await response.json()) : null;
    return read?.success ? read.data : null;
  } catch {
    return null; // it is away
  }
}
