import { readFile } from 'node:fs/promises';
import { createRegentClient } from '@regent/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyStaged } from '../rig/apply.ts';
import { startTraffic } from '../rig/traffic.ts';
import { docker } from './rig/docker.ts';
import { images } from './rig/images.ts';
import { privateEngine } from './rig/private-engine.ts';
import { type Stand, startStand, until } from './rig/stand.ts';

let installation: Stand;

beforeAll(async () => {
  installation = await startStand('regent-job');
}, 180_000);
afterAll(() => installation?.remove());

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
  expect(status.host).toMatchObject({
    ...{ kind: 'container', state: 'running', image: images.servant, restarts: 0 },
    memoryBytesMax: 2 * 1024 ** 3,
  });
  expect(await installation.fileIsWhatIsApplied()).toBe(true);
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
  expect(await installation.answersAs('demo-echo')).toBe(true);
  await traffic.stop();
  expect(traffic.failures).toEqual([]);
  expect(traffic.asked).toBeGreaterThan(10);
  expect(await installation.fileIsWhatIsApplied()).toBe(true);
});

test('an import-time setting renews the launcher as first process of its container, and no request is lost', async () => {
  const { client, gatewayUrl, masterKey } = installation;
  const startedAt = () => docker('inspect', '--format', '{{.State.StartedAt}}', 'regent-job-litellm');
  const before = await startedAt();
  const traffic = startTraffic({ gatewayUrl, key: masterKey, model: 'chat', perSecond: 5 });
  await client.item.save.mutate({
    kind: 'env_var',
    baseVersion: 0,
    data: { name: 'REQUEST_TIMEOUT', value: '77', target: 'process' },
  });
  expect(await client.change.review.query()).toMatchObject({ reload: 'renewal', importTimeNames: ['REQUEST_TIMEOUT'] });
  expect(await applyStaged(client)).toMatchObject({ outcome: 'live' });
  await traffic.stop();
  expect(traffic.failures).toEqual([]);
  expect(await startedAt()).toBe(before);
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
  await until('Regent is gone', async () => !(await installation.regentAnswers()));
  await until('Regent answers again', installation.regentAnswers);
  await traffic.stop();
  expect(traffic.failures).toEqual([]);
});

test('LiteLLM, killed, comes back by itself with the revision that it served', async () => {
  await crash('regent-job-litellm');
  await until('the gateway is gone', async () => !(await installation.answersAs('demo-echo')));
  await until('the gateway answers again', () => installation.answersAs('demo-echo'));
  expect(await installation.client.servant.status.query()).toMatchObject({
    state: 'serving',
    revision: 3,
    drift: null,
  });
});

test('after a crash of the Docker engine everything comes back', async () => {
  await privateEngine.kill();
  await privateEngine.start();
  await until('the gateway answers again', () => installation.answersAs('demo-echo'));
  await until('Regent answers again', installation.regentAnswers);
  expect(await installation.fileIsWhatIsApplied()).toBe(true);
});

test('`down` and `up` keep all data, and secrets are those of before', async () => {
  const before = await readFile(`${installation.folder}/.env`, 'utf8');
  await installation.compose('--profile', 'demo', 'down');
  expect(await installation.shell('./setup-env')).toMatchObject({ code: 0, stdout: '.env is complete.\n' });
  expect(await readFile(`${installation.folder}/.env`, 'utf8')).toBe(before);
  await installation.up();
  await until('the gateway answers again', () => installation.answersAs('demo-echo'));
  await until('Regent answers again', installation.regentAnswers);
  const { revisions } = await installation.client.revision.list.query({});
  expect(revisions.map(({ number }) => number)).toEqual([3, 2, 1, 0]);
  expect(await installation.fileIsWhatIsApplied()).toBe(true);
});
