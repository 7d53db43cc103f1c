import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@regent/local';
import { installEngine } from '@regent/servant';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { engineFolder } from '../rig/folders.ts';
import { startInstallation } from '../rig/installation.ts';

const MASTER_KEY = 'sk-ejected-0123456789';

test('what was ejected boots a plain LiteLLM, which answers as before once the environment is filled in', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'regent-eject-'));
  const installation = await startInstallation({ gateway: false });
  const { client, providerUrl } = installation;
  try {
    const text = `
model_list:
  - model_name: demo
    litellm_params: {model: openai/demo-chat, api_base: "${providerUrl}", api_key: sk-canary-eject}
router_settings: {model_group_alias: {fast: demo}}
`;
    await client.import.stage.mutate({ text });
    const { base64 } = await client.export.make.mutate({ format: 'eject', staged: true });
    const files = unzipSync(new Uint8Array(Buffer.from(base64, 'base64')));
    const read = (name: string) => strFromU8(files[`litellm/${name}`] ?? new Uint8Array());
    const config = join(folder, 'config.yaml');
    await writeFile(config, read('config.yaml'));
    const filled = { LITELLM_MASTER_KEY: MASTER_KEY, LITELLM_SALT_KEY: 'sk-salt', DEMO_API_KEY: 'sk-canary-eject' };
    const wanted = [...read('.env').matchAll(/^([A-Z_]+)=$/gm)].map((match) => match[1]);
    expect(wanted).toEqual(['LITELLM_MASTER_KEY', 'LITELLM_SALT_KEY', 'POSTGRES_PASSWORD', 'DEMO_API_KEY']);
    expect(await answerOf(config, filled)).toContain('demo-chat here');
  } finally {
    await installation.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

/** Starts LiteLLM as its own command line does, asks it once, and ends it. */
async function answerOf(config: string, environment: Readonly<Record<string, string>>): Promise<string> {
  const engine = await installEngine({ folder: engineFolder() });
  const port = await freePort();
  const child = spawn(join(engine.folder, 'venv/bin/litellm'), ['--config', config, '--port', String(port)], {
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      LITELLM_LOCAL_MODEL_COST_MAP: 'True',
      LITELLM_MODE: 'PRODUCTION',
      DISABLE_ADMIN_UI: 'True',
      ...environment,
    },
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    const url = `http://127.0.0.1:${port}`;
    while (!(await isLive(url))) {
      if (child.exitCode !== null) throw new Error(`LiteLLM ended with ${child.exitCode}`);
      await sleep(100);
    }
    const response = await fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${MASTER_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'fast', messages: [{ role: 'user', content: 'hello' }] }),
    });
    return await response.text();
  } finally {
    child.kill('SIGTERM');
    await gone;
  }
}

function isLive(url: string): Promise<boolean> {
  return fetch(`${url}/health/liveliness`).then(
    (response) => response.ok,
    () => false,
  );
}
