import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReloadProgress } from '../driver.ts';
import { checkCandidate } from './check.ts';
import { observeLauncher } from './observe.ts';
import { EngineNoise } from './noise.ts';
import { reloadLauncher } from './reload.ts';

/** What a scripted launcher answers to one request; `end` closes the connection, `silence` says nothing at all. */
type Script = (request: { do: string }) => readonly (object | 'end' | 'silence')[];

let folder: string;
let controlSocket: string;
let server: Server;
const asked: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reload-'));
  controlSocket = join(folder, 'c.sock');
  asked.length = 0;
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

async function launcher(script: Script): Promise<void> {
  server = createServer((socket) => {
    socket.on('error', () => {});
    createInterface({ input: socket }).on('line', (line) => {
      const request = JSON.parse(line) as { do: string };
      asked.push(request.do);
      for (const message of script(request)) {
        if (message === 'end') socket.end();
        else if (message !== 'silence') socket.write(`${JSON.stringify(message)}\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(controlSocket, resolve));
}

const stored = { hash: 'new', revision: 2, text: '', environment: {}, folder: '/nowhere', description: null };
const reload = (
  options: { deadlineMs?: number; signal?: AbortSignal; onProgress?: (progress: ReloadProgress) => void } = {},
) => reloadLauncher({ controlSocket, workers: 1, stored }, { deadlineMs: 2000, ...options });
const status = { ok: true, pid: 1, litellm: '1.104.0', generation: null, generations: [] };
const serving = [
  { event: 'forked', at_ms: 1, pids: [7] },
  { event: 'ready', at_ms: 2, pid: 7 },
  { event: 'serving', at_ms: 3 },
];
const refusal = (code: string) => ({ ok: false, code, error: `because ${code}`, log: ['line'] });

test('a busy launcher is waited for, without asking again and again', async () => {
  let serves = 0;
  await launcher(({ do: what }) => {
    if (what === 'status') return [status];
    if (what === 'idle') return [{ ok: true }];
    serves += 1;
    return serves < 3 ? [refusal('busy')] : serving;
  });
  const steps: string[] = [];
  expect(await reload({ onProgress: ({ step }) => steps.push(step) })).toMatchObject({
    outcome: 'serving',
    changed: true,
  });
  expect(asked).toEqual(['status', 'serve', 'idle', 'serve', 'idle', 'serve']);
  expect(steps).toEqual(['waiting', 'waiting', 'forked', 'ready', 'serving']);
});

test('names that were read at import lead to a renewal first, when everything has drained', async () => {
  let renewed = false;
  await launcher(({ do: what }) => {
    if (what === 'status') return [status];
    if (what === 'idle') return [{ ok: true }];
    if (what === 'renew') {
      renewed = true;
      return [{ event: 'trial', pid: 3 }, { ok: true, event: 'executing' }, 'end'];
    }
    return renewed ? serving : [refusal('fixed')];
  });
  expect(await reload()).toMatchObject({ outcome: 'serving' });
  expect(asked).toEqual(['status', 'serve', 'idle', 'renew', 'serve']);
});

test('a renewal whose trial fails is a refusal, and nothing is served', async () => {
  await launcher(({ do: what }) => {
    if (what === 'status') return [status];
    if (what === 'idle') return [{ ok: true }];
    return [refusal(what === 'renew' ? 'failed' : 'fixed')];
  });
  expect(await reload()).toEqual({ outcome: 'refused', reason: 'because failed', log: ['line'] });
});

test.each([
  ['failed', 'refused'],
  ['unreadable', 'refused'],
  ['late', 'late'],
  ['stopping', 'unreachable'],
])('the code %s becomes the outcome %s', async (code, outcome) => {
  await launcher(({ do: what }) => [what === 'status' ? status : refusal(code)]);
  expect(await reload()).toMatchObject({ outcome });
});

test('a launcher that dies in between is unreachable; one that says nothing is late at the deadline', async () => {
  await launcher(({ do: what }) => (what === 'status' ? [status] : [serving[0] ?? {}, 'end']));
  expect(await reload()).toMatchObject({ outcome: 'unreachable' });
  await new Promise((resolve) => server.close(resolve));
  await launcher(({ do: what }) => (what === 'status' ? [status] : ['silence']));
  expect(await reload({ deadlineMs: 200 })).toMatchObject({ outcome: 'late' });
});

test('a reload that is given up ends at once', async () => {
  await launcher(({ do: what }) => (what === 'status' ? [status] : ['silence']));
  expect(await reload({ signal: AbortSignal.timeout(50) })).toMatchObject({ outcome: 'unreachable' });
});

test('a refusal says what LiteLLM died of, from the end of its traceback', async () => {
  const log = [
    '  File "/venv/httpx/_transports/default.py", line 118, in map_httpcore_exceptions',
    'httpx.ConnectError: [Errno 111] Connection refused',
    'ERROR:    Application startup failed. Exiting.',
  ];
  await launcher(({ do: what }) => [what === 'status' ? status : { ...refusal('died'), log }]);
  const reason = 'because died: httpx.ConnectError: [Errno 111] Connection refused';
  expect(await reload()).toEqual({ outcome: 'refused', reason, log });
});

test('a launcher that speaks nonsense is a replica that is not alive, and a check that did not run', async () => {
  await launcher(() => [{ ok: true, nonsense: true }]);
  expect((await observeLauncher(controlSocket)).replicas[0]).toMatchObject({
    alive: false,
    note: expect.stringMatching(/protocol/),
  });
  expect(await reload()).toMatchObject({ outcome: 'unreachable', reason: expect.stringMatching(/protocol/) });
  const candidate = { ...stored, revision: 1, fingerprint: 'f', deploymentIds: [] };
  const verdict = await checkCandidate(
    { controlSocket, artifactFolder: folder, noise: new EngineNoise() },
    candidate,
    {},
  );
  expect(verdict).toMatchObject({ verdict: 'not-checked' });
});

test.each(['busy', 'late', 'died'])('a check that was %s is not checked', async (code) => {
  await launcher(() => [refusal(code)]);
  const candidate = { ...stored, revision: 1, fingerprint: 'f', deploymentIds: [] };
  expect(
    await checkCandidate({ controlSocket, artifactFolder: folder, noise: new EngineNoise() }, candidate, {}),
  ).toMatchObject({
    verdict: 'not-checked',
  });
});
