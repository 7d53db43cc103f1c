import { expect, test } from 'vitest';
import { configMount, mountAdvice } from './config-mount.ts';
import type { InspectedContainer } from './container.ts';

const container = (
  command: readonly string[],
  destinations: readonly string[],
  environment = {},
): InspectedContainer => ({
  id: 'id',
  state: {
    ...{ name: 'litellm', image: 'litellm', imageDigest: 'sha256:0', state: 'running', health: null, exitCode: null },
    ...{ outOfMemory: false, restarts: 0, startedAt: '2026-01-01T00:00:00Z', memoryBytes: null, memoryBytesMax: null },
  },
  terminal: false,
  command,
  environment,
  labels: {},
  mounts: destinations.map((destination) => ({ source: '/host', destination })),
});

test.each([
  ['its folder', ['litellm', '--config', '/etc/litellm/config.yaml'], ['/etc/litellm'], {}, 'folder'],
  ['a folder above', ['litellm', '-c', '/etc/litellm/config.yaml'], ['/etc/'], {}, 'folder'],
  ['the file itself', ['litellm', '--config=/app/config.yaml'], ['/app', '/app/config.yaml'], {}, 'file'],
  ['a folder whose name only begins the same', ['litellm', '--config', '/app/config.yaml'], ['/ap'], {}, 'none'],
  ['a name in the environment', ['litellm'], ['/config'], { CONFIG_FILE_PATH: '/config/c.yaml' }, 'folder'],
  ['nothing at all', ['litellm'], ['/config'], {}, 'unnamed'],
] as const)('%s is recognised', (_, command, destinations, environment, kind) => {
  const mount = configMount(container(command, destinations, environment));
  expect(mount.kind).toBe(kind);
  expect(mountAdvice(mount) === null).toBe(kind === 'folder');
});
