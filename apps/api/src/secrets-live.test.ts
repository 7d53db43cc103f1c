import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { Secret } from '@regent/core';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loggedError } from './logged-error.ts';
import { type Harness, listen, MASTER_KEY, modelData, rollout, saveModel, startHarness } from './testing/harness.ts';

const canary = 'sk-canary-"quoted"-4711';
const leak = /sk-canary-|4711|sk-engine-master/;
let harness: Harness;
let engine: Server;
let server: { url: string; close(): void };
let logged = '';

/** A LiteLLM whose every answer is an error that repeats what it was sent and knows. */
function startEngine(): Promise<Server> {
  const answering = createServer((request, response) => {
    const message = `bad key ${canary} for ${request.headers.authorization}`;
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { message } }));
  });
  return new Promise((resolve) => answering.listen(0, '127.0.0.1', () => resolve(answering)));
}

beforeAll(async () => {
  engine = await startEngine();
  const { port } = engine.address() as AddressInfo; // listens on TCP
  const sink = new Writable({ write: (chunk, _, done) => ((logged += String(chunk)), done()) });
  harness = await startHarness({
    engine: { baseUrl: `http://127.0.0.1:${port}`, masterKey: new Secret('sk-engine-master-key') },
    log: pino({ level: 'debug', base: null, serializers: { err: loggedError } }, sink),
  });
  server = await listen(harness);
  await saveModel(harness, 'a', { api_key: { $newSecret: canary } });
});
afterAll(async () => {
  server.close();
  engine.closeAllConnections();
  engine.close();
  await harness.close();
});

const asAdmin = { authorization: `Bearer ${MASTER_KEY}`, 'content-type': 'application/json' };

/** What a failed call says to the person, and what came with it. */
async function refusal(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.then(
    () => new Error('it was not refused'),
    (reason: unknown) => reason,
  );
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : null;
  const detail = cause !== null && 'detail' in cause ? String(cause.detail) : '';
  return `${String(error)} ${String(cause)} ${detail}`;
}

test('no refusal of a key operation repeats what the engine said of secrets', async () => {
  const { key } = harness.admin;
  const token = 'a'.repeat(64);
  const refusals = [
    await refusal(key.list({ page: 1, size: 10 })),
    await refusal(key.create({ models: [] })),
    await refusal(key.update({ token, models: [] })),
    await refusal(key.block({ token })),
    await refusal(key.unblock({ token })),
    await refusal(key.remove({ tokens: [token] })),
  ];
  expect(refusals.filter((text) => !text.includes('***'))).toEqual([]);
  expect(refusals.filter((text) => leak.test(text))).toEqual([]);
});

test('catalog, sessions, vault, integrity, assertions and impact hold no secret', async () => {
  const { admin } = harness;
  const answers: Record<string, unknown> = {
    providers: await admin.catalog.providers(),
    session: await admin.session.current(),
    sessions: await admin.session.list(),
    vault: await admin.vault.status(),
    integrity: await admin.integrity.report(),
    reachable: await admin.integrity.reachable({ models: ['a'] }),
    assertions: await admin.assertion.report({}),
    impact: await admin.change.impact(),
  };
  const leaking = Object.entries(answers).filter(([, answer]) => leak.test(JSON.stringify(answer)));
  expect(leaking.map(([name]) => name)).toEqual([]);
});

test('neither the event stream nor the followed log carries a secret', async () => {
  const abort = new AbortController();
  const seen: string[] = [];
  const events = (async () => {
    for await (const { event } of harness.running.app.hub.stream(null, abort.signal)) seen.push(JSON.stringify(event));
  })();
  const lines = (async () => {
    for await (const line of await harness.admin.servant.follow({ tail: 0 })) {
      seen.push(JSON.stringify(line));
      if (line.text.includes('the end')) return;
    }
  })();
  harness.servant.say(`upstream said: bad key ${canary}`, 'error');
  const run = await rollout(harness);
  expect(run.outcome).toBe('live');
  harness.servant.script.refuse = `no, ${canary}`;
  await saveModel(harness, 'b', { api_key: { $newSecret: canary } });
  expect((await rollout(harness)).outcome).toBe('failed');
  harness.servant.script.refuse = null;
  harness.servant.say('the end');
  await lines;
  abort.abort();
  await events;
  expect(seen.length).toBeGreaterThan(3);
  expect(seen.filter((text) => leak.test(text))).toEqual([]);
});

test('the download and every error over HTTP are without secrets', async () => {
  const post = (path: string, body: unknown) =>
    fetch(`${server.url}/trpc/${path}`, { method: 'POST', headers: asAdmin, body: JSON.stringify(body) });
  const answers = [
    await fetch(`${server.url}/download/rendered`, { headers: asAdmin }),
    await post('item.save', { kind: 'model', data: modelData('x', { api_key: canary }), baseVersion: -1 }),
    await post('item.save', { kind: 'model', data: { model_name: 5, api_key: canary }, baseVersion: 0 }),
    await post('item.save', { kind: 'passthrough', data: { custom: { api_key: canary } }, baseVersion: 99 }),
    await post('session.signIn', { email: 'ann@example.org', password: canary }),
    await post('import.stage', { text: `model_list: [{api_key: ${canary}` }),
    await fetch(`${server.url}/trpc/item.save`, { method: 'POST', headers: asAdmin, body: `{"x": "${canary}` }),
  ];
  const texts = await Promise.all(answers.map((answer) => answer.text()));
  expect(answers.map(({ status }) => status)).toEqual([
    200,
    ...answers.slice(1).map(({ status }) => Math.max(400, status)),
  ]);
  expect(texts.filter((text) => leak.test(text))).toEqual([]);
});

test('Regent’s own log holds no secret of all this', () => {
  expect(logged).not.toBe('');
  expect(logged.split('\n').filter((line) => leak.test(line))).toEqual([]);
});
