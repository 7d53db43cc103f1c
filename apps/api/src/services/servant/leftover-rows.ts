import { counted } from '@regent/core';
import type { Database } from '@regent/db';
import { sql } from 'drizzle-orm';
import { z } from 'zod';

/** Where LiteLLM keeps configuration of its own, and which rows of it would stand against the file. */
const places = [
  { table: 'LiteLLM_ProxyModelTable', what: 'model', where: 'true' },
  { table: 'LiteLLM_CredentialsTable', what: 'credential', where: 'true' },
  {
    table: 'LiteLLM_Config',
    what: 'settings row',
    where: `param_name in ('general_settings', 'router_settings', 'litellm_settings', 'environment_variables')`,
  },
  { table: 'LiteLLM_ConfigOverrides', what: 'settings override', where: 'true' },
] as const;

const Tables = z.array(z.object({ name: z.string() }));
const Counts = z.array(z.object({ what: z.string(), count: z.coerce.number() }));

/** Configuration that LiteLLM stored in its database, in words; null when there is none. Reads only. */
export async function leftoverRows(db: Database): Promise<string | null> {
  const rows = await db.execute(sql`
    select table_name as name from information_schema.tables where table_schema = current_schema()
      and table_name in (${sql.join(
        places.map(({ table }) => sql`${table}`),
        sql`, `,
      )})`);
  const present = new Set(Tables.parse([...rows]).map(({ name }) => name));
  const looks = places
    .filter(({ table }) => present.has(table))
    .map(
      ({ table, what, where }) =>
        sql`select ${what}::text as what, count(*) as count from ${sql.identifier(table)} where ${sql.raw(where)}`,
    );
  if (looks.length === 0) return null;
  const counts = Counts.parse([...(await db.execute(sql.join(looks, sql` union all `)))]);
  const found = counts.filter(({ count }) => count > 0);
  return found.length === 0 ? null : found.map(({ what, count }) => counted(count, what)).join(', ');
}
