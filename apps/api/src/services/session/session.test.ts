import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { type Harness, MASTER_KEY, startHarness } from '../../testing/harness.ts';

let harness: Harness;
const password = 'a long enough password';
const origin = 'http://regent.test';

beforeAll(async () => {
  harness = await startHarness();
  const { url } = await harness.admin.setup.createLink();
  const token = new URL(url).hash.slice(1);
  const made = await post('setup.complete', { token, email: 'ann@example.org', password });
  if (!made.ok) throw new Error(await made.text());
});
afterAll(() => harness?.close());

function post(path: string, input: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return Promise.resolve(
    harness.running.http.request(`${origin}/trpc/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', host: 'regent.test', ...headers },
      body: JSON.stringify(input ?? {}),
    }),
  );
}

const get = (path: string, headers: Record<string, string> = {}) =>
  Promise.resolve(
    harness.running.http.request(`${origin}/trpc/${path}`, { headers: { host: 'regent.test', ...headers } }),
  );

async function signIn(): Promise<string> {
  const response = await post('session.signIn', { email: 'ann@example.org', password });
  const cookie = response.headers.get('set-cookie') ?? '';
  return cookie.split(';')[0] ?? '';
}

async function codeOf(response: Response): Promise<string> {
  const body = (await response.json()) as { error: { data: { code: string } } };
  return body.error.data.code;
}

test('the set-up link works once', async () => {
  const again = await post('setup.complete', { token: 'anything', email: 'eve@example.org', password });
  expect(await codeOf(again)).toBe('setup-link-invalid');
});

test('a wrong e-mail and a wrong password give the same answer', async () => {
  const unknown = await post('session.signIn', { email: 'nobody@example.org', password });
  const wrong = await post('session.signIn', { email: 'ann@example.org', password: 'wrong' });
  expect([unknown.status, await codeOf(unknown)]).toEqual([wrong.status, await codeOf(wrong)]);
});

test('a signed-in person is known, and nobody any more after signing out', async () => {
  const cookie = await signIn();
  expect(await (await get('session.current', { cookie })).json()).toMatchObject({
    result: { data: { email: 'ann@example.org' } },
  });
  await post('session.signOut', {}, { cookie });
  expect(await (await get('session.current', { cookie })).json()).toMatchObject({ result: { data: null } });
});

test('the cookie is out of reach of scripts and of other sites', async () => {
  const response = await post('session.signIn', { email: 'ann@example.org', password });
  expect(response.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Lax/);
});

test('what the database stores does not open a session', async () => {
  const cookie = await signIn();
  const rows = await harness.running.app.db.execute(sql`select hash from regent.session`);
  for (const row of rows) {
    const stolen = `${cookie.split('=')[0]}=${String(row.hash)}`;
    expect(await (await get('session.current', { cookie: stolen })).json()).toMatchObject({ result: { data: null } });
  }
  expect(JSON.stringify([...rows])).not.toContain(cookie.split('=')[1]);
});

test('a mutation from another site is refused even with the cookie', async () => {
  const cookie = await signIn();
  const foreign = await post('change.discard', {}, { cookie, origin: 'http://evil.test' });
  expect([foreign.status, await codeOf(foreign)]).toEqual([403, 'foreign-origin']);
  const sandboxed = await post('change.discard', {}, { cookie, origin: 'null' });
  expect(sandboxed.status).toBe(403);
  const own = await post('change.discard', {}, { cookie, origin });
  expect(own.status).toBe(200);
});

test('an API token acts with its role and not after it was revoked', async () => {
  const { token, view } = await harness.admin.token.create({ name: 'reader', role: 'proxy_admin_viewer' });
  const headers = { authorization: `Bearer ${token}` };
  expect(token.startsWith('rgt_')).toBe(true);
  expect((await get('change.summary', headers)).status).toBe(200);
  expect(await codeOf(await post('change.discard', {}, headers))).toBe('forbidden');
  await harness.admin.token.revoke({ id: view.id });
  expect(await codeOf(await get('change.summary', headers))).toBe('not-signed-in');
});

test('the token of this machine is accepted, any other text is nobody', async () => {
  expect((await get('change.summary', { authorization: `Bearer ${MASTER_KEY}` })).status).toBe(200);
  expect((await get('change.summary', { authorization: 'Bearer rgt_guess' })).status).toBe(401);
});

test('changing the password ends every other session', async () => {
  const [mine, other] = [await signIn(), await signIn()];
  const changed = await post('session.changePassword', { current: password, next: password }, { cookie: mine });
  expect(changed.status).toBe(200);
  expect(await (await get('session.current', { cookie: other })).json()).toMatchObject({ result: { data: null } });
  expect(await (await get('session.current', { cookie: mine })).json()).toMatchObject({
    result: { data: { id: expect.any(String) } },
  });
});

test('after a few failures even the right password has to wait', async () => {
  for (let attempt = 0; attempt < 6; attempt++)
    await post('session.signIn', { email: 'ann@example.org', password: 'wrong' });
  const right = await post('session.signIn', { email: 'ann@example.org', password });
  expect([right.status, await codeOf(right)]).toEqual([429, 'too-many-attempts']);
});

test('answers carry the security headers and no inline script is allowed', async () => {
  const response = await harness.running.http.request(`${origin}/healthz`);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(response.headers.get('content-security-policy')).not.toContain('unsafe-inline');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});
