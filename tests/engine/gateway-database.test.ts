import { createHash } from 'node:crypto';
import { migrateEngineDatabase } from '@regent/servant';
import {
  chat,
  commandLine,
  isRunning,
  isServing,
  MASTER_KEY,
  processTree,
  startLoad,
  startProvider,
  startServant,
  testArtifact,
  testEngine,
  type TestProvider,
  type TestServant,
  until,
} from '@regent/servant/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { query, startTestPostgres, type TestPostgres } from '../rig/postgres.ts';

describe('a Servant with its database', { timeout: 180_000 }, () => {
  let postgres: TestPostgres;
  let provider: TestProvider;
  let servant: TestServant;
  let databaseUrl: string;
  let revision = 0;

  const artifact = () => {
    revision += 1;
    const tail = 'litellm_settings: {request_timeout: 30}\n';
    return testArtifact({ revision, ids: [`id-${revision}`], providerUrl: provider.url, tail });
  };
  const serve = async () => {
    await servant.driver.writeArtifact(artifact());
    return servant.driver.reload({ deadlineMs: 120_000 });
  };
  const queryEngines = () =>
    processTree(servant.launcherPid()).filter((pid) => commandLine(pid).includes('query-engine'));

  beforeAll(async () => {
    postgres = await startTestPostgres();
    provider = await startProvider();
    databaseUrl = await postgres.create('litellm');
    await migrateEngineDatabase({ engine: await testEngine(), databaseUrl });
    servant = await startServant({ first: artifact(), databaseUrl });
  }, 180_000);
  afterAll(async () => {
    await servant?.close();
    await provider?.close();
    await postgres?.close();
  });

  const newKey = async (settings: object = {}) => {
    const response = await fetch(`${servant.baseUrl}/key/generate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${MASTER_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify(settings),
    });
    const { key } = (await response.json()) as { key: string }; // LiteLLM's answer
    return key;
  };

  /** Rows, and what rows and key say was spent; they level some seconds after the last call, in separate writes. */
  const books = async (key: string) => {
    const hash = createHash('sha256').update(key).digest('hex');
    const [row] = await query(
      databaseUrl,
      `SELECT count(*)::int AS rows, round(sum(spend)::numeric, 8)::text AS of_rows,
         (SELECT round(spend::numeric, 8)::text FROM "LiteLLM_VerificationToken" WHERE token = $1) AS of_key
       FROM "LiteLLM_SpendLogs" WHERE api_key = $1 AND status = 'success'`,
      [hash],
    );
    return row as { rows: number; of_rows: string; of_key: string }; // named in the statement
  };

  test('a key works at once, and an unknown one is turned away', async () => {
    expect((await chat(servant.baseUrl, { key: await newKey() })).status).toBe(200);
    expect((await chat(servant.baseUrl, { key: 'sk-unknown' })).status).toBe(401);
  });

  test('three new generations under load lose no request and no spend row, and each worker has one query engine', async () => {
    const key = await newKey();
    const load = startLoad(servant.baseUrl, 12, { key });
    for (let swap = 0; swap < 3; swap++) expect((await serve()).outcome).toBe('serving');
    const answers = await load.stop();
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    await until('the books are level', async () => {
      const { rows, of_rows, of_key } = await books(key);
      return rows === answers.length && of_rows === of_key;
    });
    await until('the old generations are gone', async () => queryEngines().length === 1);
  });

  test('a killed worker is replaced with a query engine of its own, and the old one ends', async () => {
    const workers = () => processTree(servant.launcherPid()).slice(1);
    await until('one worker is left, with its engine', async () => workers().length === 2);
    const [worker = 0, oldEngine = 0] = workers();
    process.kill(worker, 'SIGKILL');
    await until(
      'the old query engine has ended',
      async () => !isRunning(oldEngine) && queryEngines().length === 1 && (await isServing(servant.driver)),
    );
    expect((await chat(servant.baseUrl, { key: await newKey() })).status).toBe(200);
  });

  test('rows of the last answers are written when the launcher is stopped right behind them', async () => {
    const key = await newKey();
    const load = startLoad(servant.baseUrl, 10, { key });
    await until('some answers came', async () => load.answered() > 10);
    const answers = await load.stop();
    const engines = queryEngines();
    await servant.end('SIGTERM');
    expect((await books(key)).rows).toBe(answers.filter(({ status }) => status === 200).length);
    expect(engines.some(isRunning)).toBe(false);
  });
});
