import { readdir, stat } from 'node:fs/promises';
import { Agent } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProcessDriver } from '../process/driver.ts';
import { testArtifact } from '../rig/artifact.ts';
import { chat, startLoad } from '../rig/chat.ts';
import { environmentBlocks, isRunning, processTree } from '../rig/processes.ts';
import { startProvider, type TestProvider } from '../rig/provider.ts';
import { isServing, startServant, type TestServant, until } from '../rig/servant.ts';

const DEADLINE_MS = 120_000;

describe('the launcher on a real LiteLLM', { timeout: 180_000 }, () => {
  let provider: TestProvider;
  let servant: TestServant;
  let revision = 1;
  /** Of every artifact; a name that came and went again would cost a renewal each time. */
  let environment: Record<string, string> = {};

  const artifact = (options: { tail?: string } = {}) => {
    revision += 1;
    return testArtifact({ revision, ids: [`id-${revision}`], providerUrl: provider.url, environment, ...options });
  };
  const serve = async (options: { tail?: string } = {}) => {
    await servant.driver.writeArtifact(artifact(options));
    return servant.driver.reload({ deadlineMs: DEADLINE_MS });
  };
  const workerPids = () => processTree(servant.launcherPid()).slice(1);

  beforeAll(async () => {
    provider = await startProvider();
    servant = await startServant({ first: artifact() });
  }, 180_000);
  afterAll(async () => {
    await servant?.close();
    await provider?.close();
  });

  test('only the owner can speak to the control socket, and only the owner can read the kept copies and the log', async () => {
    const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
    expect(await mode(servant.controlSocket)).toBe('600');
    expect(await mode(join(servant.home, 'servant.log'))).toBe('600');
    expect(await mode(join(servant.home, 'state'))).toBe('700');
    for (const copy of await readdir(join(servant.home, 'state'))) {
      for (const file of await readdir(join(servant.home, 'state', copy))) {
        expect(await mode(join(servant.home, 'state', copy, file))).toBe('600');
      }
    }
    expect(await mode(servant.artifactFolder)).toBe('700');
    expect(await mode(join(servant.artifactFolder, 'current/config.yaml'))).toBe('600');
  });

  test('a check names callbacks whose package this engine lacks, and is silent about those that it has', async () => {
    const candidate = artifact({
      tail: 'litellm_settings: {success_callback: [lunary, prometheus], callbacks: [otel]}\n',
    });
    const verdict = await servant.driver.check(candidate);
    expect(verdict).toMatchObject({ verdict: 'accepted', dropped: [] });
    const about =
      verdict.verdict === 'accepted' ? verdict.warnings.filter((line) => line.includes('Python package')) : [];
    expect(about).toEqual([
      expect.stringContaining('litellm_settings.callbacks: otel needs'),
      expect.stringContaining('litellm_settings.success_callback: lunary needs'),
    ]);
  });

  test('the launcher tells the names that it was given, without those of an artifact', async () => {
    environment = { OF_THE_ARTIFACT: 'x' };
    expect(await serve()).toMatchObject({ outcome: 'serving' });
    const own = await servant.driver.ownEnvironment();
    expect(own?.names).toEqual(expect.arrayContaining(['LITELLM_MASTER_KEY', 'PATH']));
    expect(own?.names).not.toContain('OF_THE_ARTIFACT');
    expect(own?.stage).toBeNull();
  });

  test('the launcher tells its pid, its memory with that of its workers, and since when it runs', async () => {
    const { host, replicas } = await servant.driver.observe();
    expect(host).toMatchObject({ kind: 'process', pid: servant.launcherPid(), restarts: null });
    if (host.kind !== 'process') return;
    expect(host.memoryBytes).toBeGreaterThan(replicas[0]?.memoryBytes ?? Number.POSITIVE_INFINITY);
    expect(Date.parse(host.startedAt ?? '')).toBeLessThan(Date.parse(replicas[0]?.since ?? ''));
  });

  test('20 new generations under load lose no request, on new and on kept connections, and leave nothing behind', async () => {
    const agent = new Agent({ keepAlive: true, timeout: 4000 });
    const load = [startLoad(servant.baseUrl, 15), startLoad(servant.baseUrl, 15, { agent })];
    await serve();
    const before = workerPids().length;
    const tookMs: number[] = [];
    for (let swap = 0; swap < 20; swap++) {
      const result = await serve();
      expect(result.outcome).toBe('serving');
      if (result.outcome === 'serving') tookMs.push(result.durationMs);
    }
    const answers = (await Promise.all(load.map((one) => one.stop()))).flat();
    agent.destroy();
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(answers.length).toBeGreaterThan(100);
    expect(tookMs.sort((a, b) => a - b)[10]).toBeLessThan(3000);
    await until('the old generations are gone', async () => workerPids().length <= before);
  });

  test('streams that run finish on the old generation while the new one serves', async () => {
    const streams = [1, 2, 3].map(() => chat(servant.baseUrl, { stream: true, content: 'slow:2' }));
    await serve();
    const fresh = await chat(servant.baseUrl);
    expect(fresh.deployment).toBe(`id-${revision}`);
    expect((await Promise.all(streams)).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test('a generation that is late is given up, and the old one serves on', async () => {
    const before = await servant.driver.observe();
    await servant.driver.writeArtifact(artifact());
    expect(await servant.driver.reload({ deadlineMs: 520 })).toMatchObject({ outcome: 'late' });
    expect((await servant.driver.observe()).replicas[0]?.artifactHash).toBe(before.replicas[0]?.artifactHash);
    expect((await chat(servant.baseUrl)).status).toBe(200);
  });

  test('a Redis that is away holds up neither a generation nor a check, and the replica says which it is', async () => {
    const asked: Socket[] = [];
    const silent = createServer((socket) => {
      asked.push(socket);
      socket.on('error', () => {}); // who asked has lost patience
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo; // it listens on TCP
    try {
      const own = { REDIS_HOST: '127.0.0.1', REDIS_PORT: String(port) };
      const candidate = testArtifact({ revision: 0, ids: ['x'], providerUrl: provider.url, environment: own });
      expect(await servant.driver.check(candidate)).toMatchObject({ verdict: 'accepted' });
      expect(asked).toHaveLength(0);
      const params = `{type: redis, host: 127.0.0.1, port: ${port}}`;
      await serve({ tail: `litellm_settings: {cache: true, cache_params: ${params}}\n` });
      // By itself redis-py asks eight times and more before LiteLLM goes on, with growing pauses.
      expect(asked.length).toBeLessThan(7);
      const { replicas } = await servant.driver.observe();
      expect(replicas[0]).toMatchObject({
        ready: true,
        findings: [expect.stringContaining(`Redis at 127.0.0.1:${port} did not answer`)],
      });
      await serve();
      expect((await servant.driver.observe()).replicas[0]?.findings).toEqual([]);
    } finally {
      silent.close();
      for (const socket of asked) socket.destroy();
    }
  });

  test('two workers are two replicas, and each tells what it loaded itself, however much that is', async () => {
    const { artifactFolder, controlSocket, baseUrl } = servant;
    const pair = createProcessDriver({ artifactFolder, controlSocket, baseUrl, logFile: '', workers: 2 });
    revision += 1;
    const ids = Array.from({ length: 200 }, (_, index) => `${'long-'.repeat(50)}${index}`);
    const large = testArtifact({ revision, ids, providerUrl: provider.url });
    await pair.writeArtifact(large);
    expect(await pair.reload({ deadlineMs: DEADLINE_MS })).toMatchObject({ outcome: 'serving' });
    const { replicas } = await pair.observe();
    expect(replicas.map(({ id }) => id)).toEqual(['worker-0', 'worker-1']);
    for (const replica of replicas) {
      expect(replica).toMatchObject({ ready: true, artifactHash: large.hash });
      expect(new Set(replica.deploymentIds)).toEqual(new Set(ids));
    }
    await serve();
    expect((await pair.observe()).replicas).toHaveLength(1);
  });

  test('a killed worker is replaced from the kept copy, whatever lies on the live path, and nobody is refused', async () => {
    await serve();
    const [served] = (await servant.driver.observe()).replicas;
    await servant.driver.writeArtifact(artifact({ tail: 'router_settings: {routing_strategy: nope}\n' }));
    const load = startLoad(servant.baseUrl, 10);
    await until('one worker is left', async () => workerPids().length === 1);
    const [victim = 0] = workerPids();
    process.kill(victim, 'SIGKILL');
    const begun = load.waiting();
    await until('another worker serves', async () => {
      const [pid = victim] = workerPids();
      return pid !== victim && !isRunning(victim) && (await isServing(servant.driver));
    });
    const answers = await load.stop();
    // What the killed worker had begun is lost; everybody else waits for its successor.
    expect(answers.filter(({ status }) => status !== 200).length).toBeLessThanOrEqual(begun + 1);
    const [now] = (await servant.driver.observe()).replicas;
    expect(now).toMatchObject({ artifactHash: served?.artifactHash, deploymentIds: served?.deploymentIds });
  });

  test('secrets of the environment show in no environment block of a process', async () => {
    environment = { PROVIDER_SECRET: 'hidden-4711' };
    await serve();
    expect(environmentBlocks(servant.launcherPid())).not.toContain('hidden-4711');
  });

  test('a name that LiteLLM reads at its import is renewed without a lost request', async () => {
    const load = startLoad(servant.baseUrl, 10);
    const steps: string[] = [];
    environment = { REQUEST_TIMEOUT: '77', PROVIDER_SECRET: 'hidden-4711' };
    await servant.driver.writeArtifact(artifact());
    const result = await servant.driver.reload({ deadlineMs: DEADLINE_MS, onProgress: ({ step }) => steps.push(step) });
    expect(result).toMatchObject({ outcome: 'serving', changed: true });
    expect(steps).toContain('renewing');
    expect((await load.stop()).filter(({ status }) => status !== 200)).toEqual([]);
    expect((await chat(servant.baseUrl)).deployment).toBe(`id-${revision}`);
    expect(environmentBlocks(servant.launcherPid())).not.toContain('hidden-4711');
  });

  test('a killed launcher takes its workers along after their streams, and its successor serves the last good copy when the live one is bad', async () => {
    await serve();
    const good = await servant.driver.readArtifact();
    const streams = [1, 2].map(() => chat(servant.baseUrl, { stream: true, content: 'slow:2' }));
    await until('the streams run', async () => provider.streaming() === 2);
    const pids = workerPids();
    await servant.end('SIGKILL');
    expect((await Promise.all(streams)).map(({ status }) => status)).toEqual([200, 200]);
    await until('no worker is left', async () => !pids.some(isRunning));
    await servant.driver.writeArtifact(artifact({ tail: 'router_settings: {routing_strategy: nope}\n' }));
    await servant.start();
    const [replica] = (await servant.driver.observe()).replicas;
    expect(replica?.artifactHash).toBe(good?.hash);
    expect(replica?.note).toMatch(new RegExp(`serves revision ${good?.revision}`));
    expect((await serve()).outcome).toBe('serving');
    expect((await servant.driver.observe()).replicas[0]?.note).toBeUndefined();
  });
});
