import { expect, test } from 'vitest';
import { connectEngine } from './connect.ts';
import { engineRefusal } from './refusal.ts';

const failure = (more: object) => Object.assign(new Error('it failed'), more);

test.each([
  ['nobody listens', failure({ code: 'ECONNREFUSED' }), 'away', 'does not answer'],
  ['there is no socket', failure({ code: 'ENOENT' }), 'away', 'does not answer'],
  ['the engine behind the gate is away', failure({ statusCode: 503 }), 'away', 'behind it'],
  ['the name is wrong', failure({ statusCode: 404 }), 'absent', 'There is no container gateway'],
  ['the gate refuses', failure({ statusCode: 403 }), 'refused', 'gate'],
  ['the socket belongs to others', failure({ code: 'EACCES' }), 'refused', 'may not open'],
  ['the engine fails', failure({ statusCode: 500 }), 'failed', 'it failed'],
  ['something else happens', 'a text', 'failed', 'a text'],
])('%s, and a sentence says so', (_, error, reason, words) => {
  const refusal = engineRefusal(error, 'gateway');
  expect(refusal).toMatchObject({ trouble: { reason }, message: expect.stringContaining(words) });
  expect(refusal.trouble.remedy).toMatch(/^[A-Z].*\.$/);
  expect(engineRefusal(refusal, 'another')).toBe(refusal);
});

test('an address that is no address of an engine is refused at once', () => {
  expect(() => connectEngine('/var/run/docker.sock')).toThrow('DOCKER_HOST must be');
  for (const address of ['unix:///run/docker.sock', 'tcp://gate', 'http://gate:2375']) connectEngine(address);
});
