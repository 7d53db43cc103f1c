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
    await withLiteLlm({ config, environment: filled }, async (url) => {
      expect(await answerOf(url)).toContain('demo-chat here');
      // The way back: what runs there now is read through its admin API, and is what is here.
      const preview = await client.import.preview.mutate({ from: 'live', url, masterKey: MASTER_KEY });
      expect(preview.entries.map(({ item, name }) => [item.kind, name])).toEqual([
        ['alias', 'fast'],
        ['model', 'demo'],
      ]);
      expect(preview.diagnostics).toContainEqual(expect.objectContaining({ code: 'secret-not-readable' }));
      expect(JSON.stringify(preview)).not.toContain('canary');
    });
  } finally {
    await installation.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

/** Runs LiteLLM as its own command line does, as long as the work takes. */
async function withLiteLlm(
  wish: { readonly config: string; readonly environment: Readonly<Record<string, string>> },
  work: (url: string) => Promise<void>,
): Promise<void> {
  const engine = await installEngine({ folder: engineFolder() });
  const port = await freePort();
  const child = spawn(join(engine.folder, 'venv/bin/litellm'), ['--config', wish.config, '--port', String(port)], {
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      LITELLM_LOCAL_MODEL_COST_MAP: 'True',
      LITELLM_MODE: 'PRODUCTION',
      DISABLE_ADMIN_UI: 'True',
      ...wish.environment,
    },
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    const url = `http://127.0.0.1:${port}`;
    while (!(await isLive(url))) {
      if (child.exitCode !== null) throw new Error(`LiteLLM ended with ${child.exitCode}`);
      await sleep(100);
    }
    await work(url);
  } finally {
    child.kill('SIGTERM');
    await gone;
  }
}

async function answerOf(url: string): Promise<string> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${MASTER_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'fast', messages: [{ role: 'user', content: 'hello' }] }),
  });
  return response.text();
}

function isLive(url: string): Promise<boolean> {
  return fetch(`${url}/health/liveliness`).then(
    (response) => response.ok,
    () => false,
  );
}
