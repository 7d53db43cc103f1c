import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@regent/local';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repository } from '../rig/folders.ts';
import { docker } from './rig/docker.ts';
import { images } from './rig/images.ts';
import { type Stand, startStand, until } from './rig/stand.ts';

/** Pulls from a registry. */
const NOT_HERE = ['docker compose build --pull'];
const EJECTED = 'regent-ejected';

let installation: Stand;
let ejected: string | null = null;

beforeAll(async () => {
  installation = await startStand('regent-guide');
}, 180_000);
afterAll(async () => {
  if (ejected !== null) {
    await installation.shell(`cd ${ejected}/litellm && docker compose -p ${EJECTED} down --volumes --timeout 5`);
    await rm(ejected, { recursive: true, force: true });
  }
  await installation?.remove();
});

/** The lines of each shell block. */
function commands(guide: string): string[] {
  const blocks = [...guide.matchAll(/```sh\n(.*?)```/gs)].map((match) => match[1] ?? '');
  return blocks.flatMap((block) => block.trim().split('\n'));
}

test('every command of the guide works as it stands, and a restored backup is everything', async () => {
  const guide = await readFile(join(repository, 'docs/guides/docker.md'), 'utf8');
  const lines = commands(guide).filter((line) => !NOT_HERE.includes(line));
  expect(lines.length).toBeGreaterThan(15);
  for (const line of lines) {
    const { code, stdout, stderr } = await installation.shell(line);
    expect(code, `${line}\n${stdout}${stderr}`).toBe(0);
  }
  await installation.up();
  await until('the gateway answers again', () => installation.answersAs('demo-chat'));
  await until('Regent answers again', installation.regentAnswers);
  const { revisions } = await installation.client.revision.list.query({});
  expect(revisions.map(({ number }) => number)).toEqual([1, 0]);
  expect(await installation.fileIsWhatIsApplied()).toBe(true);
});

test('what is ejected is a stack of its own, which answers as before', async () => {
  const { client, shell } = installation;
  const { base64 } = await client.export.make.mutate({ format: 'eject' });
  ejected = await mkdtemp(join(tmpdir(), 'regent-ejected-'));
  const folder = join(ejected, 'litellm');
  await mkdir(folder);
  for (const [name, bytes] of Object.entries(unzipSync(new Uint8Array(Buffer.from(base64, 'base64')))))
    await writeFile(join(ejected, name), bytes);
  const port = await freePort();
  // The official images bring their own migrations; those of the tests are migrated by Regent's.
  const here = { LITELLM_IMAGE: images.litellm, POSTGRES_IMAGE: images.postgres, GATEWAY_PORT: port };
  const template = strFromU8(await readFile(join(folder, '.env')));
  const filled = template.replaceAll(/^([A-Z_]+)=$/gm, '$1=sk-filled-in-0123456789');
  const own = Object.entries({ ...here, DISABLE_SCHEMA_UPDATE: 'true' }).map(([name, value]) => `${name}=${value}`);
  await writeFile(join(folder, '.env'), `${filled}\n${own.join('\n')}\n`, { mode: 0o600 });
  const inFolder = async (line: string) => {
    const { code, stdout, stderr } = await shell(`unset COMPOSE_FILE; cd ${folder} && ${line}`);
    expect(code, `${line}\n${stdout}${stderr}`).toBe(0);
    return stdout.trim();
  };
  await inFolder(`docker compose -p ${EJECTED} up -d postgres`);
  const database = 'postgres://litellm:sk-filled-in-0123456789@postgres:5432/litellm';
  await docker(
    ...['run', '--rm', '--network', `${EJECTED}_default`, '--env', `LITELLM_DATABASE_URL=${database}`, images.regent],
    ...['node', 'packages/local/src/prepare/main.ts', 'schema'],
  );
  await inFolder(`docker compose -p ${EJECTED} up -d`);
  await docker('network', 'connect', 'regent-guide_data', await inFolder(`docker compose -p ${EJECTED} ps -q litellm`));
  await until('the ejected gateway answers', async () => {
    const response = await fetch(`http://127.0.0.1:${port}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-filled-in-0123456789', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'chat', messages: [{ role: 'user', content: 'hello' }] }),
    }).catch(() => null);
    return response?.ok === true && (await response.text()).includes('demo-chat here');
  });
});

test('the commands of the README are those of the guide', async () => {
  const [guide, readme] = await Promise.all(
    ['docs/guides/docker.md', 'README.md'].map((name) => readFile(join(repository, name), 'utf8')),
  );
  const section = /## In containers\n(.*?)\n## /s.exec(readme ?? '')?.[1] ?? '';
  const shown = [...section.matchAll(/^ {4}(.+)$/gm)].map((match) => match[1]);
  expect(shown).toEqual(commands(guide ?? '').slice(0, shown.length));
  expect(shown.length).toBe(3);
});
