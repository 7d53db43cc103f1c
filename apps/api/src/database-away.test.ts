import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { createTestDatabase } from '@regent/db/testing';
import { afterEach, expect, test } from 'vitest';
import { type Harness, startHarness } from './testing/harness.ts';

/** A way to the database that can be cut and opened again, as a restart of Postgres looks from here. */
async function startRelay(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  const open = async (port: number): Promise<number> => {
    server = createServer((near) => {
      const far = connect(Number(target.port), target.hostname);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(one);
        one.on('error', () => other.destroy()).on('close', () => other.destroy());
        one.pipe(other);
      }
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };
  const cut = async () => {
    if (server === null) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    server = null;
    await closed;
  };
  const port = await open(0);
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  return { url: url.href, cut, open: () => open(port) };
}

let harness: Harness;
let cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of [() => harness.close(), ...cleanUp]) await end();
  cleanUp = [];
});

const model = {
  kind: 'model' as const,
  data: { model_name: 'a', litellm_params: { model: 'openai/gpt-4o' } },
  baseVersion: 0,
};

test('while the database is away a change says so at once and changes nothing; a read waits until it is back', async () => {
  const database = await createTestDatabase();
  const relay = await startRelay(database.url);
  harness = await startHarness({ databaseUrl: relay.url });
  cleanUp = [relay.cut, database.close];
  const { admin } = harness;
  await admin.item.save(model);
  await relay.cut();
  await expect(admin.item.save({ ...model, data: { ...model.data, model_name: 'b' } })).rejects.toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    cause: { code: 'database-unreachable' },
  });
  const reading = admin.item.list({ kind: 'model' });
  await relay.open();
  expect((await reading).map(({ name }) => name)).toEqual(['a']);
  await admin.item.save({ ...model, data: { ...model.data, model_name: 'b' } });
  expect(await admin.item.list({ kind: 'model' })).toHaveLength(2);
});
