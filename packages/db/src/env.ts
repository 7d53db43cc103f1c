/** Superuser URL of the Postgres server that tests may make databases on; the set-up of a test run names it. */
export function testServerUrl(): string {
  const url = namedTestServer();
  if (!url) throw new Error('REGENT_TEST_POSTGRES is not set: the test runner starts a server and names it there.');
  return url;
}

export function namedTestServer(): string | undefined {
  return process.env.REGENT_TEST_POSTGRES || undefined;
}

/** For the test files, which run in processes of their own. */
export function nameTestServer(url: string): void {
  process.env.REGENT_TEST_POSTGRES = url;
}
