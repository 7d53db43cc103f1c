import type { ServantHost } from '@regent/core';
import { expect, test } from 'vitest';
import { hostLines } from './host-lines.ts';

const container: ServantHost = {
  ...{ kind: 'container', name: 'gateway', image: 'litellm:1', imageDigest: 'sha256:abc' },
  ...{ state: 'running', health: 'healthy', exitCode: null, outOfMemory: false, restarts: 1 },
  ...{ startedAt: '2026-01-01T00:00:00Z', memoryBytes: 400_000_000, memoryBytesMax: 2_000_000_000 },
};

test('a container is told with image, digest, state, restarts and its share of memory', () => {
  expect(hostLines(container)).toEqual([
    ['Container', 'gateway, running (healthy), since 2026-01-01T00:00:00Z, 1 restart, memory 400 MB of 2000 MB'],
    ['Image', 'litellm:1 sha256:abc'],
  ]);
});

test('a container that has ended tells its exit code instead of a beginning', () => {
  const ended = { ...container, state: 'exited', health: null, exitCode: 137, memoryBytes: null };
  expect(hostLines(ended)[0]).toEqual(['Container', 'gateway, exited, exit code 137, 1 restart, memory not known']);
});

test('a process is told with pid, memory and restarts, as far as they are known', () => {
  const host: ServantHost = {
    ...{ kind: 'process', pid: 7, startedAt: '2026-01-01T00:00:00Z' },
    ...{ restarts: null, memoryBytes: 300_000_000 },
  };
  expect(hostLines(host)).toEqual([['Process', 'pid 7, since 2026-01-01T00:00:00Z, memory 300 MB']]);
  expect(hostLines({ ...host, restarts: 2 })[0]?.[1]).toContain('2 restarts');
});

test('where nobody can say, the line says what is wrong and what mends it', () => {
  const host: ServantHost = { kind: 'unknown', reason: 'away', message: 'It is away.', remedy: 'Start it.' };
  expect(hostLines(host)).toEqual([['Host', 'It is away. Start it.']]);
});
