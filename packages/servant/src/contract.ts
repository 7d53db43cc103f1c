import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Artifact, LogLine, ReloadProgress, ServantDriver } from './driver.ts';

/** A running Servant of one kind, and hands to trouble it with. It serves some artifact already. */
export interface DriverHarness {
  readonly driver: ServantDriver;
  /** What the engine makes of these: it serves the first kind, leaves out one deployment of the second, refuses the third. */
  artifact(kind: 'good' | 'dropping' | 'refused', options: ArtifactOptions): Artifact;
  /** What the serving engine really uses for a name of its environment. */
  environmentInUse(name: string): Promise<string | null>;
  /** Lets writes fail until the returned function is called. */
  breakWrites(): Promise<() => Promise<void>>;
  /** Takes the engine away for good; called last. */
  goAway(): Promise<void>;
  close(): Promise<void>;
}

export interface ArtifactOptions {
  readonly revision: number;
  /** Ids; the last one is left out by the engine when the kind is `dropping`. */
  readonly ids: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const DEADLINE_MS = 120_000;
const TEST_TIMEOUT_MS = 180_000;

/** The promises of {@link ServantDriver}, held against a real Servant or a fake one. Tests build on each other's revisions. */
export function describeDriver(name: string, makeHarness: () => Promise<DriverHarness>): void {
  // oxlint-disable-next-line vitest/valid-title -- the caller names the driver under test
  describe(name, { timeout: TEST_TIMEOUT_MS }, () => {
    let harness: DriverHarness;
    let revision = 100;

    beforeAll(async () => {
      harness = await makeHarness();
    }, TEST_TIMEOUT_MS);
    afterAll(() => harness?.close());

    const make = (kind: Parameters<DriverHarness['artifact']>[0], options: Partial<ArtifactOptions> = {}) =>
      harness.artifact(kind, { revision: ++revision, ids: [`id-${revision}`], ...options });

    async function serve(artifact: Artifact) {
      await harness.driver.writeArtifact(artifact);
      return harness.driver.reload({ deadlineMs: DEADLINE_MS });
    }

    async function expectServing(artifact: Artifact, ids: readonly string[] = artifact.deploymentIds) {
      const { replicas } = await harness.driver.observe();
      expect(replicas.length).toBeGreaterThan(0);
      for (const replica of replicas) {
        expect(replica).toMatchObject({
          alive: true,
          ready: true,
          artifactHash: artifact.hash,
          fingerprint: artifact.fingerprint,
        });
        expect(new Set(replica.deploymentIds)).toEqual(new Set(ids));
      }
    }

    describeWrites({ harness: () => harness, make });
    describeChecks({ harness: () => harness, make });

    test('a reload serves the artifact, tells its steps, and every replica shows its hash and deployments', async () => {
      const artifact = make('good', { ids: ['one', 'two'] });
      await harness.driver.writeArtifact(artifact);
      const steps: ReloadProgress['step'][] = [];
      const result = await harness.driver.reload({
        deadlineMs: DEADLINE_MS,
        onProgress: ({ step }) => steps.push(step),
      });
      expect(result).toMatchObject({ outcome: 'serving', changed: true });
      expect(steps).toContain('forked');
      expect(steps.at(-1)).toBe('serving');
      await expectServing(artifact);
    });

    test('a reload of what is served already does nothing', async () => {
      const before = await harness.driver.observe();
      expect(await harness.driver.reload({ deadlineMs: DEADLINE_MS })).toMatchObject({
        outcome: 'serving',
        changed: false,
      });
      const since = (observation: typeof before) => observation.replicas.map((replica) => replica.since);
      expect(since(await harness.driver.observe())).toEqual(since(before));
    });

    test('a refused artifact leaves the old one serving', async () => {
      const good = make('good');
      await serve(good);
      const result = await serve(make('refused'));
      expect(result.outcome).toBe('refused');
      await expectServing(good);
    });

    test('a deployment that the engine leaves out is missing from what replicas show', async () => {
      const artifact = make('dropping', { ids: ['kept', 'left-out'] });
      expect((await serve(artifact)).outcome).toBe('serving');
      await expectServing(artifact, ['kept']);
    });

    test('the environment travels with the artifact, and a name that went away is gone', async () => {
      await serve(make('good', { environment: { REGENT_CONTRACT_KEY: 'first' } }));
      expect(await harness.environmentInUse('REGENT_CONTRACT_KEY')).toBe('first');
      const odd = make('good', {
        environment: { REGENT_CONTRACT_KEY: 'second', ODD: 'ü "q" \\ \n\t\u0001\u2028\u007f' },
      });
      expect(await serve(odd)).toMatchObject({ outcome: 'serving' });
      expect(await harness.environmentInUse('REGENT_CONTRACT_KEY')).toBe('second');
      const own = await harness.driver.ownEnvironment();
      expect(own?.names ?? []).not.toContain('REGENT_CONTRACT_KEY');
      await serve(make('good'));
      expect(await harness.environmentInUse('REGENT_CONTRACT_KEY')).toBeNull();
    });

    test('an artifact that is kept stays; one that is taken back gives way to the good one, file and engine', async () => {
      const { watchdog } = harness.driver;
      if (watchdog === undefined) return;
      const later = new Date(Date.now() + 3_600_000);
      await serve(make('good'));
      const kept = make('good');
      await watchdog.arm({ run: 'kept', hash: kept.hash, until: later });
      await serve(kept);
      expect(await watchdog.state()).toMatchObject({ state: 'armed', run: 'kept' });
      expect(await watchdog.keep('kept')).toBe(true);
      expect(await watchdog.state()).toEqual({ state: 'none' });
      const regretted = make('good');
      await watchdog.arm({ run: 'regretted', hash: regretted.hash, until: later });
      await serve(regretted);
      await expectServing(regretted);
      await watchdog.takeBack('regretted');
      expect(await watchdog.keep('regretted')).toBe(false);
      expect((await harness.driver.readArtifact())?.hash).toBe(kept.hash);
      const served = async () => (await harness.driver.observe()).replicas.map(({ artifactHash }) => artifactHash);
      await expect.poll(async () => new Set(await served()), { timeout: 20_000 }).toEqual(new Set([kept.hash]));
      await watchdog.forget('regretted');
      expect(await watchdog.state()).toEqual({ state: 'none' });
    });

    test('logs begin with the tail and go on with what is new', async () => {
      await serve(make('good'));
      const stop = new AbortController();
      const lines: LogLine[] = [];
      let served: Promise<unknown> = Promise.resolve();
      for await (const line of harness.driver.logs({ tail: 1, follow: true, signal: stop.signal })) {
        lines.push(line);
        if (lines.length === 1) served = serve(make('good'));
        if (lines.length === 2) stop.abort();
      }
      await served;
      expect(lines.length).toBeGreaterThanOrEqual(2);
      const tail: LogLine[] = [];
      for await (const line of harness.driver.logs({ tail: 2, follow: false })) tail.push(line);
      expect(tail).toHaveLength(2);
    });

    test('an engine that is away is a value when observed, and unreachable when asked to act', async () => {
      await harness.driver.writeArtifact(make('good'));
      await harness.goAway();
      const { replicas } = await harness.driver.observe();
      expect(replicas.every((replica) => !replica.alive && !replica.ready && replica.deploymentIds === null)).toBe(
        true,
      );
      expect(await harness.driver.reload({ deadlineMs: 2000 })).toMatchObject({ outcome: 'unreachable' });
      expect(await harness.driver.check(make('good'))).toMatchObject({ verdict: 'not-checked' });
      expect(await harness.driver.describe()).toMatchObject({ target: expect.any(String) });
    });
  });
}

interface Part {
  readonly harness: () => DriverHarness;
  readonly make: (kind: Parameters<DriverHarness['artifact']>[0], options?: Partial<ArtifactOptions>) => Artifact;
}

function describeWrites({ harness, make }: Part): void {
  test('a written artifact is read back whole, and writing it again changes nothing', async () => {
    const { driver } = harness();
    const artifact = make('good', { environment: { REGENT_CONTRACT_KEY: 'ünï "quoted"\n' } });
    const expected = {
      hash: artifact.hash,
      revision: artifact.revision,
      text: artifact.text,
      environment: artifact.environment,
    };
    expect(await driver.writeArtifact(artifact)).toEqual(expected);
    expect(await driver.readArtifact()).toEqual(expected);
    expect(await driver.writeArtifact(artifact)).toEqual(expected);
    expect(await driver.readArtifact()).toEqual(expected);
  });

  test('a write does not touch the engine', async () => {
    const { driver } = harness();
    const before = await driver.observe();
    await driver.writeArtifact(make('good'));
    const served = ({ replicas }: typeof before) => replicas.map(({ artifactHash, since }) => [artifactHash, since]);
    expect(served(await driver.observe())).toEqual(served(before));
  });

  test('a write that fails says so and changes nothing', async () => {
    const { driver } = harness();
    const before = await driver.readArtifact();
    const mend = await harness().breakWrites();
    try {
      await expect(driver.writeArtifact(make('good'))).rejects.toMatchObject({ name: 'ServantWriteError' });
    } finally {
      await mend();
    }
    expect(await driver.readArtifact()).toEqual(before);
    await driver.writeArtifact(make('good'));
  });
}

function describeChecks({ harness, make }: Part): void {
  test('a check accepts, refuses and names what would be left out, and changes nothing', async () => {
    const { driver } = harness();
    const before = await driver.observe();
    const good = make('good', { ids: ['a', 'b'] });
    expect(await driver.check(good)).toMatchObject({
      verdict: 'accepted',
      deploymentIds: ['a', 'b'],
      dropped: [],
      warnings: [], // what the engine says of any configuration is not about this one
    });
    expect(await driver.check(make('dropping', { ids: ['a', 'b'] }))).toMatchObject({
      verdict: 'accepted',
      dropped: ['b'],
    });
    expect(await driver.check(make('refused'))).toMatchObject({
      verdict: 'refused',
      reason: expect.stringMatching(/./),
    });
    const hashes = ({ replicas }: typeof before) => replicas.map((replica) => replica.artifactHash);
    expect(hashes(await driver.observe())).toEqual(hashes(before));
  });
}
