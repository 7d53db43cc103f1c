import type { OwnEnvironment, ServantDriver } from '@regent/servant';

const KEPT_MS = 10_000;
const kept = new WeakMap<ServantDriver, { readonly at: number; readonly own: OwnEnvironment }>();

/** What the installation gave the engine's process; kept for ten seconds, as only a restart changes it. */
export async function ownEnvironment(servant: ServantDriver): Promise<OwnEnvironment | null> {
  const known = kept.get(servant);
  if (known && Date.now() - known.at < KEPT_MS) return known.own;
  const own = await servant.ownEnvironment();
  if (own !== null) kept.set(servant, { at: Date.now(), own });
  return own;
}
