import type { Item } from '@regent/core';
import { fingerprintOf, renderConfig, stampConfig } from '@regent/renderer';
import { artifactHash, type EngineVerdict } from '@regent/servant';
import type { App } from '../../app-context.ts';
import { stageOf } from './artifact.ts';
import { environmentOf } from './environment.ts';

const TIMEOUT_MS = 5_000;

/** What the engine makes of these items with placeholders for their secrets: none is opened for a draft. */
export async function checkCandidate(app: App, items: readonly Item[]): Promise<EngineVerdict> {
  const { document } = renderConfig(items, { redact: true });
  const environment = environmentOf(items, new Map());
  const fingerprint = fingerprintOf(items, environment.versions);
  const { text, deploymentIds } = stampConfig(document, { fingerprint, ...(await stageOf(app, environment)) });
  const hash = artifactHash({ text, environment: environment.values });
  const candidate = { hash, fingerprint, revision: 0, text, environment: environment.values, deploymentIds };
  return app.servant.check(candidate, { timeoutMs: TIMEOUT_MS });
}
