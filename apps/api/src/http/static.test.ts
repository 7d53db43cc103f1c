import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveWeb } from './static.ts';

let folder: string;
let basePath = '/';
const web = new Hono().get('*', (c) => serveWeb(c, { folder: join(folder, 'web'), basePath }));
const get = (path: string) => web.request(path);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regent-static-'));
  await mkdir(join(folder, 'web', 'assets'), { recursive: true });
  await writeFile(join(folder, 'web', 'index.html'), 'the page');
  await writeFile(join(folder, 'web', 'assets', 'main-4711.js'), 'code');
  await writeFile(join(folder, 'secret.txt'), 'of the neighbour');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the page is asked for anew each time, so that an update is never met by an old one', async () => {
  for (const path of ['/', '/index.html', '/models/some-key', '/keys?page=2']) {
    const answer = await get(path);
    expect([path, answer.headers.get('cache-control'), await answer.text()]).toEqual([path, 'no-cache', 'the page']);
  }
});

test('the page knows the path that a reverse proxy mounts it under', async () => {
  await writeFile(join(folder, 'web', 'index.html'), '<base href="/" />');
  basePath = '/tools/regent/';
  expect(await (await get('/models')).text()).toBe('<base href="/tools/regent/" />');
});

test('code with a hash in its name is kept for good, and a name that is gone is not answered with the page', async () => {
  expect((await get('/assets/main-4711.js')).headers.get('cache-control')).toContain('immutable');
  expect((await get('/assets/main-0815.js')).status).toBe(404);
});

test('nothing outside the folder is served', async () => {
  for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/%2e%2e/%2e%2e/secret.txt']) {
    expect(await (await get(path)).text(), path).not.toContain('neighbour');
  }
});
