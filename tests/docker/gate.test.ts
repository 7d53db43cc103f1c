import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@regent/local';
import { connectEngine, createLauncherContainerDriver } from '@regent/servant/docker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repository } from '../rig/folders.ts';
import { docker } from './rig/docker.ts';
import { images } from './rig/images.ts';
import { privateEngine } from './rig/private-engine.ts';

/** The container behind the gate, a neighbour, and the gate with the product's own configuration. */
const SERVANT = 'gated-servant';
const NEIGHBOUR = 'gated-neighbour';
const GATE = 'gated-gate';
let address: string;

beforeAll(async () => {
  const port = await freePort();
  const shell = ['sh', '-c', 'trap "exit 0" TERM; echo "hällo wörld"; while true; do sleep 0.2; done'];
  for (const name of [SERVANT, NEIGHBOUR]) {
    await docker('run', '--detach', '--name', name, '--env', 'LITELLM_MASTER_KEY=sk-x', images.gate, ...shell);
  }
  const config = join(repository, 'deploy/gate/haproxy.cfg');
  await docker(
    ...['run', '--detach', '--name', GATE, '--env', `SERVANT=${SERVANT}`, '--publish', `127.0.0.1:${port}:2375`],
    ...['--volume', `${config}:/etc/regent/gate.cfg:ro`, '--volume', `${privateEngine.socket}:/var/run/docker.sock`],
    ...[images.gate, 'haproxy', '-db', '-f', '/etc/regent/gate.cfg'],
  );
  address = `tcp://127.0.0.1:${port}`;
  while ((await ask('GET', '/_ping').catch(() => 0)) === 0) await sleep(50);
});
afterAll(() => docker('rm', '--force', SERVANT, NEIGHBOUR, GATE));

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The path goes out as it stands: no client tidies it. */
function ask(method: string, path: string, { headers = {}, body }: Sent = {}): Promise<number> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, method, path, headers, agent: false }, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    asking.on('upgrade', () => resolve(101));
    asking.on('error', reject);
    asking.end(body);
  });
}

const FORM = { headers: { 'content-type': 'application/x-www-form-urlencoded' } };
const own = (what: string) => `/containers/${SERVANT}/${what}`;

describe('the gate', () => {
  const refused: readonly (readonly [string, string, string, Sent?])[] = [
    ['killing', 'POST', own('kill')],
    ['killing with a harmless signal', 'POST', own('kill?signal=SIGHUP')],
    ['stopping', 'POST', own('stop')],
    ['removing', 'DELETE', `/containers/${SERVANT}`],
    ['renaming', 'POST', own('rename?name=x')],
    ['changing limits', 'POST', own('update')],
    ['pausing', 'POST', own('pause')],
    ['running a program inside', 'POST', own('exec')],
    ['starting an exec', 'POST', '/exec/0123456789ab/start'],
    ['attaching', 'POST', own('attach?stream=1')],
    ['attaching a socket', 'GET', own('attach/ws')],
    ['reading files', 'GET', own('archive?path=/etc')],
    ['writing files', 'PUT', own('archive?path=/')],
    ['exporting', 'GET', own('export')],
    ['listing processes', 'GET', own('top')],
    ['creating a container', 'POST', '/containers/create?name=x'],
    ['listing containers', 'GET', '/containers/json'],
    ['inspecting a neighbour', 'GET', `/containers/${NEIGHBOUR}/json`],
    ['restarting a neighbour', 'POST', `/containers/${NEIGHBOUR}/restart?t=1`],
    ['a neighbour whose name begins the same', 'GET', `/containers/${SERVANT}2/json`],
    ['a way around over the parent', 'GET', own(`../${NEIGHBOUR}/json`)],
    ['an encoded way around', 'GET', own(`..%2f${NEIGHBOUR}%2fjson`)],
    ['a doubled slash', 'GET', `//containers/${SERVANT}/json`],
    ['an encoded letter of the path', 'POST', `/containers/${SERVANT}/%6bill`],
    ['a line break in the path', 'GET', `/containers/${SERVANT}/json%0a`],
    ['a restart with a signal', 'POST', own('restart?t=1&signal=SIGKILL')],
    ['a restart with an encoded signal', 'POST', own('restart?t=1&%73ignal=SIGKILL')],
    ['a restart whose patience is no number', 'POST', own('restart?t=-1')],
    ['a restart with a form', 'POST', own('restart?t=1'), { ...FORM, body: 'signal=SIGKILL' }],
    [
      'a restart with two types of content',
      'POST',
      own('restart?t=1'),
      { headers: { 'content-type': 'application/json, multipart/form-data' } },
    ],
    ['another version of the interface', 'GET', `/v1.41/containers/${SERVANT}/json`],
    ['events of everything', 'GET', '/events'],
    ['events of a neighbour', 'GET', `/events?since=1&filters=%7B%22container%22%3A%5B%22${NEIGHBOUR}%22%5D%7D`],
    ['the size of files', 'GET', own('json?size=true')],
    ['endless statistics', 'GET', own('stats')],
    ['images', 'GET', '/images/json'],
    ['volumes', 'GET', '/volumes'],
    ['secrets of a swarm', 'GET', '/secrets'],
    ['building', 'POST', '/build'],
    ['information about the host', 'GET', '/info'],
    ['an upgraded connection', 'GET', own('json'), { headers: { connection: 'upgrade', upgrade: 'tcp' } }],
    ['a session', 'POST', '/session', { headers: { connection: 'upgrade', upgrade: 'h2c' } }],
  ];
  for (const [what, method, path, sent] of refused) {
    test(`refused: ${what}`, async () => {
      expect(await ask(method, path, sent)).toBe(403);
    });
  }

  test('and nothing of all that has happened', async () => {
    const format = '{{.State.Status}} {{.RestartCount}} {{.Name}}';
    expect(await docker('inspect', '--format', format, SERVANT, NEIGHBOUR)).toBe(
      `running 0 /${SERVANT}\nrunning 0 /${NEIGHBOUR}`,
    );
  });
});

describe('the driver behind the gate', () => {
  const driver = (name = SERVANT, at = address) =>
    createLauncherContainerDriver({
      engine: connectEngine(at),
      container: { name },
      artifactFolder: '/nowhere',
      controlSocket: '/nowhere/launcher.sock',
      baseUrl: 'http://127.0.0.1:1',
      workers: 1,
    });

  test('sees the container with its image, state, restarts and memory', async () => {
    const { host } = await driver().observe();
    expect(host).toMatchObject({ kind: 'container', name: SERVANT, image: images.gate, state: 'running', restarts: 0 });
    if (host.kind !== 'container') return;
    expect(host.imageDigest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(host.memoryBytes).toBeGreaterThan(0);
  });

  test('follows the log over a restart, each line once', async () => {
    const stop = new AbortController();
    const lines: string[] = [];
    for await (const { text, at } of driver().logs({ tail: 1, follow: true, signal: stop.signal })) {
      expect(at).toMatch(/^\d{4}-.*Z$/);
      lines.push(text);
      if (lines.length === 1) await docker('restart', '--time', '1', SERVANT);
      if (lines.length === 2) await docker('restart', '--time', '1', SERVANT);
      if (lines.length === 3) stop.abort();
    }
    expect(lines).toEqual(Array.from({ length: 3 }, () => 'hällo wörld'));
  });

  test.each([
    [
      'a name that the gate does not know',
      () => driver(NEIGHBOUR),
      'refused',
      'The gate before the Docker engine refuses this',
    ],
    [
      'an engine that is away',
      () => driver(SERVANT, 'unix:///nowhere/docker.sock'),
      'away',
      'The Docker engine does not answer',
    ],
    [
      'a name that does not exist',
      () => driver('nobody', privateEngine.address),
      'absent',
      'There is no container nobody',
    ],
  ])('says what is wrong: %s', async (_, make, reason, sentence) => {
    const { replicas, host } = await make().observe();
    expect(host).toMatchObject({ kind: 'unknown', reason, message: expect.stringContaining(sentence) });
    expect(replicas[0]).toMatchObject({ alive: false, note: expect.stringContaining(sentence) });
  });
});
