import { sql } from 'drizzle-orm';
import type { Database } from '../connection/database.ts';

/** Sent when the transaction commits; at most 8000 bytes, so it names things and does not carry them. */
export async function notify(tx: Database, channel: string, payload: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${channel}, ${payload})`);
}
