import { expect, test } from 'vitest';
import { createRedactor } from './redactor.ts';

const secret = `s3cret/with "quotes" & 'ticks' + umlaut-ü`;
const redact = createRedactor([secret, 'sk-plain-key']);

test.each([
  ['as it is', `key=${secret}.`],
  ['in a URL', `https://x/?k=${encodeURIComponent(secret)}`],
  ['in a form', `k=${encodeURIComponent(secret).replaceAll('%20', '+')}`],
  ['as base64', `Basic ${Buffer.from(secret).toString('base64')}`],
  ['as URL-safe base64', `t.${Buffer.from(secret).toString('base64url')}.x`],
  ['in JSON', JSON.stringify({ key: secret })],
  ['in JSON inside JSON', JSON.stringify(JSON.stringify({ key: secret }))],
  ['in YAML', `key: '${secret.replaceAll("'", "''")}'`],
])('a secret is hidden %s', (_name, text) => {
  expect(redact(text)).toContain('***');
  expect(redact(text)).not.toContain(text.slice(text.indexOf('s3cret'), text.indexOf('s3cret') + 12) || 'never');
});

test('the rest of the text stays, and short values do not blacken words', () => {
  expect(createRedactor(['a', 'on'])('reason: on')).toBe('reason: on');
  expect(redact('Authorization: Bearer sk-plain-key refused')).toBe('Authorization: Bearer *** refused');
});

test('a secret that holds another one goes as a whole', () => {
  expect(createRedactor(['secret', 'secret-long'])('x secret-long y')).toBe('x *** y');
});
