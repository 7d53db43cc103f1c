import { expect, test } from 'vitest';
import type { InspectedContainer } from './container.ts';
import { recreationOf, recreationText } from './recreation.ts';

const made = (environment: Record<string, string>, labels: Record<string, string> = {}): InspectedContainer => ({
  id: 'id',
  state: {
    ...{ name: 'gateway', image: 'litellm', imageDigest: 'sha256:0', state: 'running', health: null, exitCode: null },
    ...{ outOfMemory: false, restarts: 0, startedAt: '2026-01-01T00:00:00Z', memoryBytes: null, memoryBytesMax: null },
  },
  terminal: false,
  command: [],
  environment,
  labels,
  mounts: [],
});
const compose = {
  'com.docker.compose.project': 'lab',
  'com.docker.compose.service': 'litellm',
  'com.docker.compose.project.working_dir': '/srv/my lab',
  'com.docker.compose.project.config_files': '/srv/my lab/a.yml,/srv/my lab/b.yml',
};

test('a container that was made with everything needs nothing', () => {
  expect(recreationOf(made({ KEY: 'x', OTHER: 'y' }), { KEY: 'x' })).toBeNull();
});

test('a missing name, another value, and a name that is wanted no more have to go through the one who made it', () => {
  const wanted = { KEY: 'new', ADDED: 'x' };
  const found = recreationOf(made({ KEY: 'old', GONE: 'z', OWN: 'y' }), wanted, { KEY: 'old', GONE: 'z' });
  expect(found?.names.toSorted()).toEqual(['ADDED', 'GONE', 'KEY']);
});

test('a name that somebody else set to another value meanwhile is left to them', () => {
  expect(recreationOf(made({ GONE: 'of somebody else' }), {}, { GONE: 'ours' })).toBeNull();
});

test('the command for a service of Compose names its folder, project and files, whatever is in their names', () => {
  expect(recreationOf(made({}, compose), { KEY: 'x' })?.command).toBe(
    "cd '/srv/my lab' && docker compose -p lab -f '/srv/my lab/a.yml' -f '/srv/my lab/b.yml' up -d litellm",
  );
});

test('the command for any other container gives the names and leaves the rest to its owner', () => {
  const found = recreationOf(made({ GONE: 'z' }), { KEY: 'secret' }, { GONE: 'z' });
  expect(found?.command).toBe('docker rm --force gateway && docker run --detach --name gateway --env KEY …');
});

test('no value is ever told', () => {
  const found = recreationOf(made({ KEY: 'old-secret' }, compose), { KEY: 'new-secret' });
  expect(found && recreationText(found)).toContain('KEY');
  expect(JSON.stringify(found) + recreationText(found ?? { container: '', names: [], command: '' })).not.toMatch(
    /(old|new)-secret/,
  );
});
