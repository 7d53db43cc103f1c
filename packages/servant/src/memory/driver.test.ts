import { expect, test } from 'vitest';
import { artifactHash } from '../artifact/hash.ts';
import { type ArtifactOptions, type DriverHarness, describeDriver } from '../contract.ts';
import { createMemoryServant } from './driver.ts';

describeDriver('memory driver', async () => {
  const servant = createMemoryServant({ replicas: 2 });
  const kinds = new Map<string, Parameters<DriverHarness['artifact']>[0]>();

  /** The fake does not read configuration: before it acts, it is told what a real engine would make of the text. */
  const tell = (hash: string, ids: readonly string[]) => {
    servant.script.refuse = kinds.get(hash) === 'refused' ? 'ValueError: nope' : null;
    servant.script.drop = kinds.get(hash) === 'dropping' ? ids.slice(-1) : [];
  };

  const harness: DriverHarness = {
    driver: {
      ...servant.driver,
      writeArtifact: (artifact) => {
        tell(artifact.hash, artifact.deploymentIds);
        return servant.driver.writeArtifact(artifact);
      },
      check: (artifact) => {
        tell(artifact.hash, artifact.deploymentIds);
        return servant.driver.check(artifact);
      },
    },
    artifact: (kind, options) => {
      const artifact = makeArtifact(kind, options);
      kinds.set(artifact.hash, kind);
      return artifact;
    },
    environmentInUse: async (name) => servant.serving()?.environment[name] ?? null,
    breakWrites: async () => {
      servant.script.failWrites = 'no space left on device';
      return async () => {
        servant.script.failWrites = null;
      };
    },
    goAway: async () => {
      servant.script.away = true;
    },
    close: async () => {},
  };
  await harness.driver.writeArtifact(harness.artifact('good', { revision: 1, ids: ['first'] }));
  await harness.driver.reload({ deadlineMs: 1000 });
  return harness;
});

test('a file that was edited by hand has a hash of its own and no revision', async () => {
  const servant = createMemoryServant();
  await servant.driver.writeArtifact(makeArtifact('good', { revision: 7, ids: [] }));
  servant.editByHand('model_list: []\n# mine\n');
  expect(await servant.driver.readArtifact()).toMatchObject({ revision: null, text: 'model_list: []\n# mine\n' });
});

test('an engine that never becomes ready is late, and the old artifact serves on', async () => {
  const servant = createMemoryServant();
  await servant.driver.writeArtifact(makeArtifact('good', { revision: 1, ids: ['a'] }));
  await servant.driver.reload({ deadlineMs: 1000 });
  servant.script.late = true;
  await servant.driver.writeArtifact(makeArtifact('good', { revision: 2, ids: ['b'] }));
  expect(await servant.driver.reload({ deadlineMs: 1000 })).toMatchObject({ outcome: 'late' });
  expect(servant.serving()?.revision).toBe(1);
});

function makeArtifact(kind: string, { revision, ids, environment = {} }: ArtifactOptions) {
  const text = `# ${kind} ${revision} ${ids.join(' ')}\nmodel_list: []\n`;
  return {
    text,
    environment,
    revision,
    fingerprint: '0123456789ab',
    deploymentIds: ids,
    hash: artifactHash({ text, environment }),
  };
}
