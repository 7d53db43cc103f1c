import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyStaged } from '../rig/apply.ts';
import { startPlainLiteLlm } from '../rig/plain-litellm.ts';
import { type Answer, gatewayAsker, type Stand, startStand } from './acts/stand.ts';

/** A hand-written file under plain LiteLLM, and the same file taken over by Regent: clients must not see a difference. */
const PLAIN_KEY = 'sk-plain-0123456789abcdef';

interface Plain {
  ask: Stand['ask'];
  stop(): Promise<void>;
}

let stand: Stand;
let plain: Plain;
let text: string;
beforeAll(async () => {
  stand = await startStand();
  const file = join(import.meta.dirname, 'fixtures/hand-written.yaml');
  text = (await readFile(file, 'utf8')).replaceAll('PROVIDER', new URL('/', stand.providerUrl).origin);
  const running = await startPlainLiteLlm({
    config: text,
    environment: { LITELLM_MASTER_KEY: PLAIN_KEY, DESK_KEY: 'sk-desk' },
  });
  plain = { ask: gatewayAsker(running.url, PLAIN_KEY), stop: running.stop };
});
afterAll(async () => {
  await plain?.stop();
  await stand?.stop();
});

const names = (answer: Answer): string[] =>
  (answer.body as { data?: { id: string }[] }).data?.map(({ id }) => id) ?? [];
/** What a client can tell apart: status and words; ids and times are of no matter. */
const seen = ({ status, text: body }: Answer) => ({
  status,
  words: /"(?:content|path|title)":"([^"]*)"/.exec(body)?.[1] ?? /"embedding":\[([^\]]*)/.exec(body)?.[1],
});

test('the import is taken without an error, applied, and stages nothing the second time', async () => {
  const { client } = stand;
  await client.item.save.mutate({
    kind: 'env_var',
    baseVersion: 0,
    data: { name: 'DESK_KEY', value: 'sk-desk', target: 'process' },
  });
  const preview = await client.import.preview.mutate({ text });
  expect(preview.diagnostics.filter((diagnostic) => diagnostic.severity === 'error')).toEqual([]);
  await client.import.stage.mutate({ text });
  expect(await applyStaged(client)).toMatchObject({ outcome: 'live' });
  expect(await client.import.stage.mutate({ text })).toMatchObject({ staged: 0 });
});

test('the same models are listed', async () => {
  const [before, after] = [names(await plain.ask('/v1/models')), names(await stand.ask('/v1/models'))];
  expect(before.length).toBeGreaterThan(6);
  expect(after.toSorted()).toEqual(before.toSorted());
});

test('every model answers as before: groups, aliases, fallbacks, wildcards and failures', async () => {
  const listed = names(await plain.ask('/v1/models'));
  for (const model of [...listed, 'hidden-desk', 'any/demo-thing', 'nowhere']) {
    const body = { model, messages: [{ role: 'user', content: 'hello' }] };
    const [before, after] = await Promise.all([plain, stand].map(({ ask }) => ask('/v1/chat/completions', body)));
    expect(seen(after as Answer), model).toEqual(seen(before as Answer));
  }
});

test('embeddings, pass-through, search and guardrails answer as before', async () => {
  const requests: [string, unknown][] = [
    ['/v1/embeddings', { model: 'numbers', input: 'hello' }],
    ['/desk/echo', { a: 1 }],
    ['/v1/search/library', { query: 'tides' }],
    ['/v1/chat/completions', { model: 'desk', messages: [{ role: 'user', content: 'the canary sings' }] }],
  ];
  for (const [path, body] of requests) {
    const [before, after] = await Promise.all([plain, stand].map(({ ask }) => ask(path, body)));
    expect(seen(after as Answer), path).toEqual(seen(before as Answer));
    expect(after?.status, path).toBeLessThan(500);
  }
});
