import { freePort } from '@regent/local';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyStaged } from '../rig/apply.ts';
import { docker } from './rig/docker.ts';
import { images } from './rig/images.ts';
import { HOST_ADDRESS } from './rig/private-engine.ts';
import { type Stand, startStand, until } from './rig/stand.ts';

/** Postgres and Redis that somebody runs elsewhere: here on the host, beside the stack. */
const [DATABASE, CACHE] = ['external-postgres', 'external-redis'];
const [SUPERUSER_PASSWORD, CACHE_PASSWORD] = ['external-superuser', 'external-cache'];
let installation: Stand;
let port: string;

beforeAll(async () => {
  port = String(await freePort());
  const cachePort = String(await freePort());
  const elsewhere = ['run', '--detach', '--network', 'host'];
  await docker(
    ...[...elsewhere, '--name', DATABASE, '--env', `POSTGRES_PASSWORD=${SUPERUSER_PASSWORD}`, images.postgres],
    ...['postgres', '-c', `port=${port}`, '-c', 'unix_socket_directories=/tmp'],
  );
  await docker(
    ...[...elsewhere, '--name', CACHE, images.cache, 'valkey-server', '--port', cachePort, '--bind', '0.0.0.0'],
    ...['--requirepass', CACHE_PASSWORD],
  );
  const at = (user: string, password: string | undefined, database: string) =>
    `postgres://${user}:${password}@${HOST_ADDRESS}:${port}/${database}`;
  installation = await startStand('regent-external', {
    overlay: 'compose.external.yml',
    settings: (made) => ({
      REGENT_SUPERUSER_DATABASE_URL: at('postgres', SUPERUSER_PASSWORD, 'postgres'),
      DATABASE_URL: at('regent', made.get('REGENT_DB_PASSWORD'), 'regent'),
      LITELLM_DATABASE_URL: at('litellm', made.get('LITELLM_DB_PASSWORD'), 'litellm'),
      ...{ REDIS_HOST: HOST_ADDRESS, REDIS_PORT: cachePort, REDIS_PASSWORD: CACHE_PASSWORD },
    }),
  });
}, 180_000);
afterAll(async () => {
  await installation?.remove();
  await docker('rm', '--force', '--volumes', DATABASE, CACHE);
});

const servant = () => installation.client.servant.status.query();

test('the stack runs on databases and a cache that are not its own', async () => {
  const label = 'com.docker.compose.service';
  const of = ['--filter', 'label=com.docker.compose.project=regent-external', '--format', `{{.Label "${label}"}}`];
  expect((await docker('ps', ...of)).split('\n').toSorted()).toEqual(['demo', 'gate', 'litellm', 'regent']);
  expect(await installation.answersAs('demo-chat')).toBe(true);
  const { state, replicas } = await servant();
  expect(state).toBe('serving');
  expect(replicas.flatMap(({ findings }) => findings)).toEqual([]);
});

test('spend of a key is kept in the database elsewhere', async () => {
  const { gatewayUrl, masterKey } = installation;
  const headers = { authorization: `Bearer ${masterKey}`, 'content-type': 'application/json', connection: 'close' };
  const made = await fetch(`${gatewayUrl}/key/generate`, { method: 'POST', headers, body: '{"key_alias":"outside"}' });
  expect(made.status).toBe(200);
  const sql = 'select key_alias from "LiteLLM_VerificationToken"';
  const row = await docker(
    'exec',
    DATABASE,
    'psql',
    '-h',
    '/tmp',
    '-p',
    port,
    '-U',
    'postgres',
    '-d',
    'litellm',
    '-Atc',
    sql,
  );
  expect(row).toContain('outside');
});

test('once the cache is gone, the next Apply still takes moments, and says so', async () => {
  await docker('rm', '--force', CACHE);
  const [item] = await installation.client.item.list.query({ kind: 'model' });
  const params = item?.data.litellm_params as Record<string, string>;
  await installation.client.item.save.mutate({
    ...{ kind: 'model', key: item?.key ?? '', baseVersion: item?.version ?? 0 },
    data: { ...item?.data, litellm_params: { ...params, model: 'openai/demo-echo' } },
  });
  expect(await applyStaged(installation.client)).toMatchObject({ outcome: 'live' });
  expect(await installation.answersAs('demo-echo')).toBe(true);
  await until('the finding is told', async () => {
    const { replicas } = await servant();
    return replicas.some(({ findings }) => findings.some((one) => one.includes(`Redis at ${HOST_ADDRESS}`)));
  });
});
