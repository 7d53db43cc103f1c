import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@regent/local';
import postgres from 'postgres';

// A process of its own: it prints the server's address and lives as long as its standard input, so that a test run that
// is killed leaves no server behind.
const folder = await mkdtemp(join(tmpdir(), 'regent-test-postgres-'));
const server = await startPostgres(folder).catch(async (error: unknown) => {
  await rm(folder, { recursive: true, force: true });
  throw error;
});
await forgetTheDisk(server.url('postgres'));
process.stdout.write(`${server.url('postgres')}\n`);
process.stdin.resume();
process.stdin.on('close', () => void end());
async function end(): Promise<void> {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

// Ctrl-C reaches the whole terminal group; the end of the input is what counts.
process.on('SIGINT', () => {});

/** Nothing here outlives the run, so nothing waits for the disk. */
async function forgetTheDisk(url: string): Promise<void> {
  const sql = postgres(url, { max: 1 });
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes'])
    await sql.unsafe(`alter system set ${setting} = off`);
  await sql`select pg_reload_conf()`;
  await sql.end();
}
