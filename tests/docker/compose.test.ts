import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRegentClient } from '@regent/client';
import { artifactHash } from '@regent/servant';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repository } from '../rig/folders.ts';
import { applyStaged } from '../rig/apply.ts';
import { startTraffic } from '../rig/traffic.ts';
import { type ComposeInstallation, composeInstallation } from './rig/compose.ts';
import { docker } from './rig/docker.ts';
import { privateEngine } from './rig/private-engine.ts';

/** What an operator had before: it is taken over at the first start. */
const CONFIG = `model_list:
  - model_name: chat
    litellm_params: {model: openai/demo-chat, api_base: "http://demo:4010/v1", api_key: none}
general_settings: {master_key: os.environ/LITELLM_MASTER_KEY}
`;
const BACK_TIMEOUT_MS = 90_000;

let installation: ComposeInstallation;

beforeAll(async () => {
  installation = await composeInstallation({ project: 'regent-job', config: CONFIG });
  try {
    await installation.compose('--profile', 'demo', 'up', '-d', '--no-build');
    await until('the imported model answers', () => answersAs('demo-chat'));
  } catch (error) {
    const logs = await installation.compose('logs', '--tail', '30', '--no-color').catch(String);
    await installation.remove();
    throw new Error(logs, { cause: error });
  }
}, 180_000);
afterAll(() => installation?.remove());

async function answersAs(model: string): Promise<boolean> {
  const response = await installation.chat('chat').catch(() => null);
  return response?.ok === true && (await response.text()).includes(`${model} here`);
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const limit = performance.now() + BACK_TIMEOUT_MS;
  while (!(await holds())) {
    if (performance.now() > limit) throw new Error(`It did not happen in time: ${what}.`);
    await sleep(200);
  }
}

const regentAnswers = () =>
  fetch(`${installation.url}/healthz`).then(
    (response) => response.ok,
    () => false,
  );

/** `config.yaml == render(applied)`, read from the volume itself. */
async function fileIsWhatIsApplied(): Promise<boolean> {
  const read = (name: string) =>
    docker('exec', 'regent-job-litellm', 'cat', `/var/lib/regent/artifacts/current/${name}`);
  const text = `${await read('config.yaml')}\n`;
  const environment = JSON.parse(await read('servant.env')) as Record<string, string>;
  const [newest] = await sql('select artifact_hash from regent.revision order by number desc limit 1');
  return newest === artifactHash({ text, environment });
}

async function sql(query: string): Promise<string[]> {
  const words = ['exec', '-T', 'postgres', 'psql', '-U', 'postgres', '-d', 'regent', '-Atc', query];
  return (await installation.compose(...words)).trim().split('\n');
}

/** As a crash: by the process and not by the engine, which would take it for a wish. */
async function crash(container: string): Promise<void> {
  process.kill(Number(await docker('inspect', '--format', '{{.State.Pid}}', container)), 'SIGKILL');
}

test('what was there before is revision 1, and the set-up link makes the first administrator', async () => {
  const link = (await installation.compose('exec', '-T', 'regent', 'regent', 'setup-link')).trim();
  expect(link).toContain(`${installation.url}/setup#`);
  const visitor = createRegentClient({ url: installation.url, token: '' });
  const account = await visitor.setup.complete.mutate({
    token: link.split('#').at(-1) ?? '',
    email: 'admin@example.org',
    password: 'a long enough password',
  });
  expect(account).toMatchObject({ email: 'admin@example.org' });
  const status = await installation.client.servant.status.query();
  expect(status).toMatchObject({ state: 'serving', driver: 'docker', target: 'regent-job-litellm', revision: 1 });
  expect(await fileIsWhatIsApplied()).toBe(true);
});

test('an Apply under 20 requests a second shows in the next chat and loses no request', async () => {
  const { client, gatewayUrl, masterKey } = installation;
  const traffic = startTraffic({ gatewayUrl, key: masterKey, model: 'chat', perSecond: 20 });
  const [item] = await client.item.list.query({ kind: 'model' });
  if (!item) throw new Error('the model was not imported');
  const params = item.data.litellm_params as Record<string, string>;
  await client.item.save.mutate({
    kind: 'model',
    key: item.key,
    baseVersion: item.version,
    data: { ...item.data, litellm_params: { ...params, model: 'openai/demo-echo' } },
  });
  expect(await applyStaged(client)).toMatchObject({ outcome: 'live' });
  expect(await answersAs('demo-echo')).toBe(true);
  await traffic.stop();
  expect(traffic.failures).toEqual([]);
  expect(traffic.asked).toBeGreaterThan(10);
  expect(await fileIsWhatIsApplied()).toBe(true);
});

test('no container runs as root, with a capability, a writable root or an open port beyond loopback', async () => {
  const ids = (await docker('ps', '--quiet', '--filter', 'label=com.docker.compose.project=regent-job')).split('\n');
  const all = JSON.parse(await docker('inspect', ...ids)) as Inspected[];
  expect(all).toHaveLength(6);
  for (const { Name, Config, HostConfig } of all) {
    expect.soft(Config.User, Name).toMatch(/^[1-9]\d*:/);
    expect.soft(HostConfig.ReadonlyRootfs, Name).toBe(true);
    expect.soft(HostConfig.CapDrop, Name).toEqual(['ALL']);
    expect.soft(HostConfig.SecurityOpt, Name).toEqual(['no-new-privileges:true']);
    expect.soft(HostConfig.Memory, Name).toBeGreaterThan(0);
    const open = Object.values(HostConfig.PortBindings ?? {}).flatMap((ports) => ports.map(({ HostIp }) => HostIp));
    expect
      .soft(
        open.filter((address) => address !== '127.0.0.1'),
        Name,
      )
      .toEqual([]);
  }
  const withSocket = all.filter(({ HostConfig }) => HostConfig.Binds?.some((bind) => bind.includes('docker.sock')));
  expect(withSocket.map(({ Name }) => Name)).toEqual([expect.stringContaining('gate')]);
});

interface Inspected {
  readonly Name: string;
  readonly Config: { readonly User: string };
  readonly HostConfig: {
    readonly ReadonlyRootfs: boolean;
    readonly CapDrop: readonly string[];
    readonly SecurityOpt: readonly string[];
    readonly Memory: number;
    readonly Binds: readonly string[] | null;
    readonly PortBindings: Readonly<Record<string, readonly { readonly HostIp: string }[]>> | null;
  };
}

test('Regent, killed, comes back by itself while the gateway answers on', async () => {
  const { gatewayUrl, masterKey } = installation;
  const traffic = startTraffic({ gatewayUrl, key: masterKey, model: 'chat', perSecond: 10 });
  const id = (await installation.compose('ps', '--quiet', 'regent')).trim();
  await crash(id);
  await until('Regent is gone', async () => !(await regentAnswers()));
  await until('Regent answers again', regentAnswers);
  await traffic.stop();
  expect(traffic.failures).toEqual([]);
});

test('LiteLLM, killed, comes back by itself with the revision that it served', async () => {
  await crash('regent-job-litellm');
  await until('the gateway is gone', async () => !(await answersAs('demo-echo')));
  await until('the gateway answers again', () => answersAs('demo-echo'));
  expect(await installation.client.servant.status.query()).toMatchObject({
    state: 'serving',
    revision: 2,
    drift: null,
  });
});

test('after a crash of the Docker engine everything comes back', async () => {
  await privateEngine.kill();
  await privateEngine.start();
  await until('the gateway answers again', () => answersAs('demo-echo'));
  await until('Regent answers again', regentAnswers);
  expect(await fileIsWhatIsApplied()).toBe(true);
});

async function everythingIsThere(): Promise<void> {
  await until('the gateway answers again', () => answersAs('demo-echo'));
  await until('Regent answers again', regentAnswers);
  const { revisions } = await installation.client.revision.list.query({});
  expect(revisions.map(({ number }) => number)).toEqual([2, 1, 0]);
  expect(await fileIsWhatIsApplied()).toBe(true);
}

test('`down` and `up` keep all data, and secrets are those of before', async () => {
  const before = await readFile(`${installation.folder}/.env`, 'utf8');
  await installation.compose('--profile', 'demo', 'down');
  expect(await installation.shell('./setup-env')).toMatchObject({ code: 0, stdout: '.env is complete.\n' });
  expect(await readFile(`${installation.folder}/.env`, 'utf8')).toBe(before);
  await installation.compose('--profile', 'demo', 'up', '-d', '--no-build');
  await everythingIsThere();
});

test('every command of the guide works as it stands, and a restored backup is everything', async () => {
  const ran: string[] = [];
  for (const section of sections(await readFile(join(repository, 'docs/guides/docker.md'), 'utf8'))) {
    for (const line of section.filter((one) => !NOT_HERE.includes(one))) {
      const { code, stdout, stderr } = await installation.shell(line);
      expect.soft(code, `${line}\n${stdout}${stderr}`).toBe(code === 0 || !AFTER_SETUP.includes(line) ? 0 : code);
      ran.push(line);
    }
  }
  expect(ran.length).toBeGreaterThan(15);
  await installation.compose('--profile', 'demo', 'up', '-d', '--no-build');
  await everythingIsThere();
});

/** Pulls from a registry. */
const NOT_HERE = ['docker compose build --pull'];
/** Only before there is an administrator. */
const AFTER_SETUP = ['docker compose exec -T regent regent setup-link'];

/** The lines of each shell block. */
function sections(guide: string): string[][] {
  return [...guide.matchAll(/```sh\n(.*?)```/gs)].map((match) => (match[1] ?? '').trim().split('\n'));
}
