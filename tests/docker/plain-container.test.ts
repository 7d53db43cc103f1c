import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '@regent/core';
import { freePort } from '@regent/local';
import { artifactHash, type ServantDriver } from '@regent/servant';
import { connectEngine, createPlainContainerDriver } from '@regent/servant/docker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { docker } from './rig/docker.ts';
import { images } from './rig/images.ts';
import { privateEngine } from './rig/private-engine.ts';

/** LiteLLM as anybody runs it: its own command, its configuration in a mounted folder. */
const NAME = 'plain-litellm';
const KEY = 'sk-plain-0123456789';
const DEADLINE_MS = 90_000;
let folder: string;
let driver: ServantDriver;

/** As Compose labels what it makes. */
const OF_COMPOSE = ['--label', 'com.docker.compose.project=plain', '--label', 'com.docker.compose.service=litellm'];

const at = (container: string | { project: string; service: string }) =>
  createPlainContainerDriver({
    engine: connectEngine(privateEngine.address),
    container: typeof container === 'string' ? { name: container } : container,
    configFile: join(folder, 'config.yaml'),
    baseUrl,
    masterKey: new Secret(KEY),
  });
let baseUrl: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regent-plain-'));
  await chmod(folder, 0o700);
  const port = await freePort();
  baseUrl = `http://127.0.0.1:${port}`;
  driver = at(NAME);
  await driver.writeArtifact(artifact(1, ['one']));
  await docker(
    ...[
      'create',
      '--name',
      NAME,
      ...OF_COMPOSE,
      '--network',
      'host',
      '--restart',
      'always',
      '--volume',
      `${folder}:/etc/litellm:ro`,
    ],
    ...['--env', `LITELLM_MASTER_KEY=${KEY}`, '--env', 'DISABLE_SCHEMA_UPDATE=true', '--env', 'FIXED=as created'],
    ...[images.litellm, '--config', '/etc/litellm/config.yaml', '--port', String(port), '--host', '127.0.0.1'],
  );
});
afterAll(async () => {
  await docker('rm', '--force', NAME, 'single-file', 'second');
  await rm(folder, { recursive: true, force: true });
});

function artifact(
  revision: number,
  ids: readonly string[],
  more: { tail?: string; environment?: Record<string, string> } = {},
) {
  const fingerprint = String(revision).padStart(12, '0');
  const rows = ids.map(
    (id) =>
      `  - {model_name: chat, litellm_params: {model: openai/x, api_key: k, mock_response: "${id}"}, model_info: {id: ${id}, regent: "${fingerprint}"}}`,
  );
  const text = `model_list:\n${rows.join('\n')}\n${more.tail ?? ''}`;
  const environment = more.environment ?? {};
  return { hash: artifactHash({ text, environment }), fingerprint, revision, text, environment, deploymentIds: ids };
}

test('a container that does not run is started, and its model list is seen', async () => {
  expect((await driver.observe()).replicas[0]).toMatchObject({ alive: false, ready: false });
  expect(await driver.reload({ deadlineMs: DEADLINE_MS })).toMatchObject({ outcome: 'serving', changed: true });
  const { replicas, host } = await driver.observe();
  expect(replicas).toEqual([
    expect.objectContaining({ alive: true, ready: true, fingerprint: '000000000001', deploymentIds: ['one'] }),
  ]);
  expect(host).toMatchObject({ kind: 'container', name: NAME, state: 'running', restarts: 0 });
  expect(await driver.reload({ deadlineMs: DEADLINE_MS })).toMatchObject({ outcome: 'serving', changed: false });
});

test('it is found by its name and by what Compose labels it with, and what is wrong with either is said', async () => {
  const service = { project: 'plain', service: 'litellm' };
  expect((await at(service).observe()).host).toMatchObject({ kind: 'container', name: NAME, state: 'running' });
  expect((await at({ ...service, service: 'nobody' }).observe()).host).toMatchObject({
    ...{ kind: 'unknown', reason: 'absent', message: 'There is no container plain/nobody.' },
  });
  await docker('create', '--name', 'second', ...OF_COMPOSE, images.litellm);
  const { host, replicas } = await at(service).observe();
  expect(host).toMatchObject({ kind: 'unknown', message: expect.stringMatching(/several.*plain-litellm/) });
  expect(replicas[0]).toMatchObject({ alive: false, note: expect.stringContaining('several') });
});

test('a value of the environment that the container was created without is named before anything is restarted', async () => {
  const before = (await driver.observe()).replicas[0]?.since;
  await driver.writeArtifact(artifact(2, ['one'], { environment: { FIXED: 'as created', WANTED: 'hidden' } }));
  expect(await driver.recreation({ FIXED: 'as created' })).toBeNull();
  expect(await driver.recreation({ FIXED: 'as created', WANTED: 'hidden' })).toEqual({
    ...{ container: NAME, names: ['WANTED'], command: 'docker compose -p plain up -d litellm' },
  });
  const result = await driver.reload({ deadlineMs: DEADLINE_MS });
  expect(result).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(/Set WANTED .*docker compose/) });
  expect(JSON.stringify(result)).not.toContain('hidden');
  expect((await driver.observe()).replicas[0]?.since).toBe(before);
});

test('a configuration that LiteLLM does not start with is refused with its last words, and the next one serves', async () => {
  await driver.writeArtifact(artifact(3, ['one'], { tail: 'router_settings: {routing_strategy: nope}\n' }));
  const result = await driver.reload({ deadlineMs: DEADLINE_MS });
  expect(result).toMatchObject({ outcome: 'refused', log: expect.arrayContaining([expect.stringMatching(/nope/)]) });
  await driver.writeArtifact(artifact(4, ['one', 'two']));
  expect(await driver.reload({ deadlineMs: DEADLINE_MS })).toMatchObject({ outcome: 'serving', changed: true });
  expect((await driver.observe()).replicas[0]).toMatchObject({
    fingerprint: '000000000004',
    deploymentIds: ['one', 'two'],
  });
});

test('a mounted single file is recognised and explained', async () => {
  await docker(
    ...['create', '--name', 'single-file', '--volume', `${join(folder, 'config.yaml')}:/app/config.yaml`],
    ...[images.litellm, '--config', '/app/config.yaml'],
  );
  const reload = at('single-file').reload({ deadlineMs: 1, onProgress: ({ text }) => said.push(text) });
  const said: string[] = [];
  await reload;
  expect(said.join(' ')).toContain('mounts the single file /app/config.yaml');
});
