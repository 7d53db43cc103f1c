import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { engineRefusal, supportedEngines } from './supported.ts';

test.each(['1.82.7', '1.82.8', '1.83.6', '2.0.0', '0.1.2', 'latest', ''])(
  'LiteLLM %s is refused with a reason',
  (version) => {
    expect(engineRefusal(version)).toMatch(/LiteLLM/);
  },
);

test.each(['1.83.7', '1.104.0', '1.109.1', '1.104.0.post1'])('LiteLLM %s may run', (version) => {
  expect(engineRefusal(version)).toBeNull();
});

test('the locked version is supported, has hashes, and the list names no host', async () => {
  const lock = await readFile(new URL('requirements.lock', import.meta.url), 'utf8');
  expect(engineRefusal(supportedEngines.locked)).toBeNull();
  expect(lock).toContain(`\nlitellm==${supportedEngines.locked} `);
  expect(lock).not.toMatch(/https?:|index-url|find-links/);
  const pins = lock.match(/^[a-z0-9].*==.*$/gim) ?? [];
  expect(pins.length).toBeGreaterThan(100);
  expect(pins.filter((pin) => !pin.endsWith('\\'))).toEqual([]);
});
