import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, startHarness, vic } from '../../testing/harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness.close());

const person = (email: string, token: string) => ({ email, token, password: 'long enough to be one' });
const tokenOf = ({ url }: { url: string }) => new URL(url).hash.slice(1);

test('an invitation makes one account with its role, once', async () => {
  const token = tokenOf(await harness.admin.account.invite({ role: 'proxy_admin_viewer' }));
  const joined = await harness.as(null).account.join(person('eve@example.org', token));
  expect(joined).toMatchObject({ email: 'eve@example.org', role: 'proxy_admin_viewer' });
  const again = harness.as(null).account.join(person('mallory@example.org', token));
  await expect(again).rejects.toMatchObject({ cause: { code: 'invitation-invalid' } });
  expect((await harness.admin.account.list()).map(({ email }) => email)).toEqual(['eve@example.org']);
});

test('an e-mail that is taken is refused, and the invitation still works for another', async () => {
  const first = tokenOf(await harness.admin.account.invite({ role: 'proxy_admin' }));
  await harness.as(null).account.join(person('eve@example.org', first));
  const second = tokenOf(await harness.admin.account.invite({ role: 'proxy_admin' }));
  const same = harness.as(null).account.join(person('EVE@example.org', second));
  await expect(same).rejects.toMatchObject({ cause: { code: 'name-taken' } });
  await harness.as(null).account.join(person('dan@example.org', second));
  expect(await harness.admin.account.list()).toHaveLength(2);
});

test('the last administrator can neither be removed nor made a viewer', async () => {
  const token = tokenOf(await harness.admin.account.invite({ role: 'proxy_admin' }));
  const { id } = await harness.as(null).account.join(person('eve@example.org', token));
  const last = { cause: { code: 'last-administrator' } };
  await expect(harness.admin.account.remove({ id })).rejects.toMatchObject(last);
  await expect(harness.admin.account.changeRole({ id, role: 'proxy_admin_viewer' })).rejects.toMatchObject(last);
  const other = tokenOf(await harness.admin.account.invite({ role: 'proxy_admin' }));
  await harness.as(null).account.join(person('dan@example.org', other));
  await harness.admin.account.remove({ id });
  expect((await harness.admin.account.list()).map(({ email }) => email)).toEqual(['dan@example.org']);
});

test('who may only look can invite nobody and sees no accounts', async () => {
  await expect(harness.as(vic).account.invite({ role: 'proxy_admin' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(harness.as(vic).account.list()).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
