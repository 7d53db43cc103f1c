import { type Diagnostic, type Item, secretReferences } from '@regent/core';
import { referenceId } from '@regent/db';
import { fingerprintOf, renderConfig, stampConfig } from '@regent/renderer';
import { type Artifact, artifactHash } from '@regent/servant';
import type { App } from '../../app-context.ts';
import { environmentOf, type ServantEnvironment } from './environment.ts';
import { ownEnvironment } from './own-environment.ts';
import { diagnosticsOf } from './validate.ts';

/** What every file of ours says, whatever the items are: file and database must never compete. */
const forced = { general_settings: { store_model_in_db: false } };

export interface BuiltArtifact {
  /** Holds secrets in clear: it goes to the driver and nowhere else. */
  readonly artifact: Artifact;
  readonly diagnostics: readonly Diagnostic[];
}

/** The engine's `LITELLM_ENVIRONMENT`, an item's before the installation's. */
export async function stageOf(
  app: Pick<App, 'servant'>,
  { values }: ServantEnvironment,
): Promise<{ engineEnvironment?: string }> {
  const stage = values.LITELLM_ENVIRONMENT ?? (await ownEnvironment(app.servant))?.stage;
  return stage ? { engineEnvironment: stage } : {};
}

/** Items → the pair that the engine serves. The same items and revision give the same bytes. */
export async function buildArtifact(app: App, items: readonly Item[], revision: number): Promise<BuiltArtifact> {
  const references = items.flatMap((item) => secretReferences(item.data));
  const secrets = await app.vault.reveal(app.db, references);
  const rendered = renderConfig(items, { secrets: (reference) => secrets.get(referenceId(reference))?.reveal() });
  const environment = environmentOf(items, secrets);
  const fingerprint = fingerprintOf(items, environment.versions);
  const stage = await stageOf(app, environment);
  const stamped = stampConfig(rendered.document, { fingerprint, forced, ...stage });
  const { text, deploymentIds } = stamped;
  const hash = artifactHash({ text, environment: environment.values });
  return {
    artifact: { hash, fingerprint, revision, text, environment: environment.values, deploymentIds },
    diagnostics: [...(await diagnosticsOf(app, items)), ...stamped.diagnostics],
  };
}
