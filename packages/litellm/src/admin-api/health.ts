import { z } from 'zod';
import { callEngine, EngineApiError, type EngineConnection } from './connection.ts';

const Readiness = z.looseObject({ status: z.string(), db: z.string().nullish() });

export type EngineReadiness =
  | { readonly state: 'ready'; readonly database: boolean }
  | { readonly state: 'not-ready'; readonly text: string };

/**
 * Whether the engine answers and reaches its database. Never throws. The status code decides, not the body: LiteLLM says
 * `"status": "healthy"` even in a 503.
 */
export async function engineReadiness(connection: EngineConnection): Promise<EngineReadiness> {
  try {
    const answer = await callEngine(connection, { method: 'GET', path: '/health/readiness', answer: Readiness });
    return { state: 'ready', database: answer.db === 'connected' };
  } catch (error) {
    return { state: 'not-ready', text: error instanceof EngineApiError ? error.message : String(error) };
  }
}

const HealthReport = z.looseObject({
  healthy_endpoints: z.array(z.looseObject({ model_id: z.string().nullish() })),
  unhealthy_endpoints: z.array(z.looseObject({ model_id: z.string().nullish(), error: z.unknown() })),
});

export interface DeploymentHealth {
  readonly healthy: boolean;
  /** What the upstream said; holds values and stack traces: redact and shorten before showing. */
  readonly text: string | null;
}

/** One real call to the upstream of one deployment (it spends tokens): only on a person's request. */
export async function checkDeployment(connection: EngineConnection, deploymentId: string): Promise<DeploymentHealth> {
  const path = `/health?model_id=${encodeURIComponent(deploymentId)}`;
  const report = await callEngine({ ...connection, timeoutMs: 60_000 }, { method: 'GET', path, answer: HealthReport });
  const failed = report.unhealthy_endpoints[0];
  if (failed)
    return { healthy: false, text: typeof failed.error === 'string' ? failed.error : JSON.stringify(failed.error) };
  return { healthy: report.healthy_endpoints.length > 0, text: null };
}
