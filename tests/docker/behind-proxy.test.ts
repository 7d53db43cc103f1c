import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '@regent/local';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { docker } from './rig/docker.ts';
import { images } from './rig/images.ts';
import { type Stand, startStand, until } from './rig/stand.ts';

/** Regent below a path of a domain that a proxy of this host ends TLS for; it takes the path away and says who called. */
const PROXY = 'regent-proxy';
const ORIGIN = 'https://tools.example';
const PATH = '/ops/regent';
const CONFIG = `defaults
  mode http
  timeout connect 5s
  timeout client 1h
  timeout server 1h
frontend tools
  bind 127.0.0.1:PORT
  http-request deny deny_status 404 unless { path_beg ${PATH}/ }
  http-request replace-path ${PATH}(/.*) \\1
  option forwardfor
  default_backend regent
backend regent
  server regent REGENT
`;
let installation: Stand;
/** Where the proxy listens, with the path. */
let at: string;

beforeAll(async () => {
  installation = await startStand('regent-proxied', {
    settings: () => ({ REGENT_PUBLIC_URL: `${ORIGIN}${PATH}`, REGENT_TRUSTED_PROXIES: '198.18.128.0/17' }),
  });
  const port = await freePort();
  const file = join(installation.folder, 'proxy.cfg');
  const { host } = new URL(installation.url);
  await writeFile(file, CONFIG.replace('PORT', String(port)).replace('REGENT', host), { mode: 0o644 });
  await docker(
    ...['run', '--detach', '--name', PROXY, '--network', 'host', '--volume', `${file}:/etc/proxy.cfg:ro`],
    ...[images.gate, 'haproxy', '-db', '-f', '/etc/proxy.cfg'],
  );
  at = `http://127.0.0.1:${port}${PATH}`;
  const answers = () =>
    fetch(`${at}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
  await until('the proxy answers', answers);
}, 180_000);
afterAll(async () => {
  await docker('rm', '--force', PROXY);
  await installation?.remove();
});

function call(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(`${at}/trpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ORIGIN, connection: 'close', ...headers },
    body: JSON.stringify(body),
  });
}

test('the page and everything that it names is found below the path', async () => {
  const page = await (await fetch(`${at}/models`)).text();
  expect(page).toContain(`<base href="${PATH}/"`);
  const named = [...page.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map((match) => match[1]);
  expect(named.length).toBeGreaterThan(2);
  for (const name of named) expect((await fetch(`${at}/${name}`)).status, name).toBe(200);
});

test('the set-up link leads there, and the session is a cookie that goes over TLS only', async () => {
  const link = (await installation.compose('exec', '-T', 'regent', 'regent', 'setup-link')).trim();
  expect(link).toContain(`${ORIGIN}${PATH}/setup#`);
  const account = { email: 'admin@example.org', password: 'a long enough password' };
  const made = await call('setup.complete', { token: link.split('#').at(-1), ...account });
  expect(made.status).toBe(200);
  expect(made.headers.get('set-cookie')).toMatch(/regent_session=.*HttpOnly; Secure/);
});

test('a page of another origin changes nothing, whatever it claims', async () => {
  const signIn = { email: 'admin@example.org', password: 'a long enough password' };
  expect((await call('session.signIn', signIn)).status).toBe(200);
  for (const origin of ['https://evil.example', 'null', 'http://tools.example'])
    expect((await call('session.signIn', signIn, { origin })).status, origin).toBe(403);
});

test('who called is the client of the proxy, not what the client says of itself', async () => {
  const wrong = { email: 'nobody@example.org', password: 'not the password' };
  expect((await call('session.signIn', wrong, { 'x-forwarded-for': '203.0.113.7' })).ok).toBe(false);
  const sql = `select subject from regent.sign_in_attempt where subject like 'address:%'`;
  const said = await installation.compose(
    ...['exec', '-T', 'postgres', 'psql', '-U', 'postgres', '-d', 'regent', '-Atc', sql],
  );
  expect(said.trim()).toBe('address:127.0.0.1');
});

test('events arrive when they happen', async () => {
  const token = /^REGENT_LOCAL_TOKEN='(.*)'$/m.exec((await installation.shell('cat .env')).stdout)?.[1] ?? '';
  const stop = new AbortController();
  const response = await fetch(`${at}/trpc/events.stream`, {
    headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` },
    signal: stop.signal,
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = response.body?.getReader();
  const heard = async (words: string) => {
    let text = '';
    while (!text.includes(words)) {
      const { value, done } = (await reader?.read()) ?? { done: true };
      if (done) throw new Error(`The stream ended without ${words}: ${text}`);
      text += new TextDecoder().decode(value);
    }
  };
  await heard('connected');
  const data = { name: 'streamed', target: 'chat' };
  await installation.client.item.save.mutate({ kind: 'alias', data, baseVersion: 0 });
  await heard('"items"');
  stop.abort();
});
