import { setTimeout as sleep } from 'node:timers/promises';
import { artifactHash } from '@regent/servant';
import { type ComposeInstallation, type ComposeOptions, composeInstallation } from './compose.ts';
import { docker } from './docker.ts';

/** An installation whose one model `chat` was there before Regent; its provider is the demo. */
export interface Stand extends ComposeInstallation {
  /** `docker compose up -d` with the demo provider. */
  up(): Promise<void>;
  /** Whether the gateway's answer comes from this model of the demo provider. */
  answersAs(model: string): Promise<boolean>;
  regentAnswers(): Promise<boolean>;
  /** `config.yaml == render(applied)`, read from the volume and the database themselves. */
  fileIsWhatIsApplied(): Promise<boolean>;
}

const CONFIG = `model_list:
  - model_name: chat
    litellm_params: {model: openai/demo-chat, api_base: "http://demo:4010/v1", api_key: none}
general_settings: {master_key: os.environ/LITELLM_MASTER_KEY}
`;
const HAPPENS_WITHIN_MS = 90_000;

/** Brings it up from nothing and waits until the imported model answers. */
export async function startStand(project: string, options: Omit<ComposeOptions, 'project'> = {}): Promise<Stand> {
  const installation = await composeInstallation({ config: CONFIG, ...options, project });
  const stand = standOf(installation, project);
  try {
    await stand.up();
    await until('the imported model answers', () => stand.answersAs('demo-chat'));
    // The run that imported it may still be looking whether every worker serves it.
    await until('the import is over', async () => (await stand.client.change.lastRun.query())?.outcome === 'live');
    return stand;
  } catch (error) {
    const logs = await installation.compose('logs', '--tail', '30', '--no-color').catch(String);
    await installation.remove();
    throw new Error(logs, { cause: error });
  }
}

/** Waits for a condition; the clock only bounds the wait. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const limit = performance.now() + HAPPENS_WITHIN_MS;
  while (!(await holds())) {
    if (performance.now() > limit) throw new Error(`It did not happen in time: ${what}.`);
    await sleep(100);
  }
}

function standOf(installation: ComposeInstallation, project: string): Stand {
  const read = (name: string) =>
    docker('exec', `${project}-litellm`, 'cat', `/var/lib/regent/artifacts/current/${name}`);
  const newest = ['-Atc', 'select artifact_hash from regent.revision order by number desc limit 1'];
  return {
    ...installation,
    up: async () => {
      await installation.compose('--profile', 'demo', 'up', '-d', '--no-build');
    },
    answersAs: async (model) => {
      const response = await installation.chat('chat').catch(() => null);
      return response?.ok === true && (await response.text()).includes(`${model} here`);
    },
    regentAnswers: () =>
      fetch(`${installation.url}/healthz`).then(
        (response) => response.ok,
        () => false,
      ),
    fileIsWhatIsApplied: async () => {
      const text = `${await read('config.yaml')}\n`;
      const environment = JSON.parse(await read('servant.env')) as Record<string, string>;
      const sql = ['exec', '-T', 'postgres', 'psql', '-U', 'postgres', '-d', 'regent', ...newest];
      return (await installation.compose(...sql)).trim() === artifactHash({ text, environment });
    },
  };
}
