import type { Json } from '@regent/core';
import { eq } from 'drizzle-orm';
import type { Database } from '../connection/database.ts';
import { setting } from '../schema/index.ts';

export async function getSetting(db: Database, name: string): Promise<Json | undefined> {
  const [row] = await db.select().from(setting).where(eq(setting.name, name));
  return row?.value;
}

export async function putSetting(tx: Database, name: string, value: Json): Promise<void> {
  await tx.insert(setting).values({ name, value }).onConflictDoUpdate({ target: setting.name, set: { value } });
}

export async function deleteSetting(tx: Database, name: string): Promise<void> {
  await tx.delete(setting).where(eq(setting.name, name));
}
