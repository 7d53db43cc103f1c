import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret } from '@regent/core';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { callEngine, type EngineConnection } from './connection.ts';
import { engineReadiness } from './health.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A LiteLLM that answers one thing; only for shapes that the real one gives and that cannot be provoked at will. */
async function answering(status: number, body: string): Promise<EngineConnection> {
  server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}`, masterKey: new Secret('sk-canary') };
}
const ask = (connection: EngineConnection) =>
  callEngine(connection, { method: 'GET', path: '/x', answer: z.object({ fine: z.boolean() }) });

test.each([
  ['{"error": {"message": "Budget has been exceeded", "code": "422"}}', 'Budget has been exceeded'],
  ['{"detail": {"error": "set STORE_MODEL_IN_DB"}}', 'set STORE_MODEL_IN_DB'],
  ['{"detail": "Not Found"}', 'Not Found'],
  ['<html>Bad Gateway</html>', '<html>Bad Gateway</html>'],
])('an error is read from each shape that LiteLLM gives: %s', async (body, message) => {
  await expect(ask(await answering(400, body))).rejects.toMatchObject({ status: 400, message });
});

test('an answer of another shape is an error that names the field', async () => {
  await expect(ask(await answering(200, '{"fine": "yes"}'))).rejects.toMatchObject({
    status: 502,
    message: expect.stringContaining('fine'),
  });
});

test('an engine that does not answer is status 0, and no error shows the key', async () => {
  const error = await ask({ baseUrl: 'http://127.0.0.1:1', masterKey: new Secret('sk-canary') }).catch(
    (failure) => failure,
  );
  expect(error).toMatchObject({ status: 0, message: 'LiteLLM does not answer.' });
  expect(JSON.stringify(error) + String(error.cause?.stack)).not.toContain('canary');
});

test('a 503 is not ready, whatever its body says', async () => {
  const connection = await answering(503, '{"status": "healthy", "db": "connected"}');
  expect(await engineReadiness(connection)).toMatchObject({ state: 'not-ready' });
});

test('ready without a database is told from ready with one', async () => {
  expect(await engineReadiness(await answering(200, '{"status": "healthy", "db": "Not connected"}'))).toEqual({
    state: 'ready',
    database: false,
  });
});
