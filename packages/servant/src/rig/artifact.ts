import { artifactHash } from '../artifact/hash.ts';
import type { Artifact } from '../driver.ts';

export interface TestArtifactOptions {
  readonly revision: number;
  readonly ids: readonly string[];
  readonly providerUrl: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** How the key of every deployment is written. */
  readonly apiKey?: string;
  /** Further lines of `litellm_params` of the last deployment. */
  readonly lastParams?: string;
  /** Appended to the text. */
  readonly tail?: string;
}

/** An artifact whose deployments all stand behind the model group `chat`. */
export function testArtifact(options: TestArtifactOptions): Artifact {
  const { revision, ids, environment = {}, apiKey = 'provider-key' } = options;
  const deployments = ids.map((id, index) => {
    const more = index === ids.length - 1 && options.lastParams ? `, ${options.lastParams}` : '';
    return [
      '  - model_name: chat',
      `    litellm_params: {model: openai/gpt-4o-mini, api_base: "${options.providerUrl}", api_key: ${apiKey}${more}}`,
      `    model_info: {id: ${id}}`,
    ].join('\n');
  });
  const text = `model_list:\n${deployments.join('\n')}\ngeneral_settings: {disable_model_info_refresh: true, proxy_batch_write_at: 1}\n${options.tail ?? ''}`;
  const fingerprint = String(revision).padStart(12, '0');
  return { text, environment, revision, fingerprint, deploymentIds: ids, hash: artifactHash({ text, environment }) };
}
