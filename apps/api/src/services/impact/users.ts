import type { LookUp, Usage, VirtualKeyView } from '@regent/core';
import { type EngineConnection, listKeys, listTeams } from '@regent/litellm';
import type { Ctx } from '../../app-context.ts';
import { lookUp, notGiven } from './look-up.ts';

const PAGE_SIZE = 100;
const PAGES_MAX = 50;
const TIMEOUT_MS = 3_000;

/** Virtual keys whose list of models names one of the groups. */
export async function keysOfGroups(ctx: Ctx, groups: ReadonlySet<string>): Promise<LookUp<Usage>> {
  const keys = await keysThat(ctx, ({ models }) => models.some((model) => groups.has(model)));
  return keys.state === 'failed' ? keys : { ...keys, found: keys.found.map(keyUsage) };
}

/** Virtual keys that may not use every model. */
export async function keysWithModels(ctx: Ctx): Promise<LookUp<VirtualKeyView>> {
  return keysThat(ctx, ({ models }) => models.length > 0);
}

/** Teams whose list of models names one of the groups. */
export async function teamsOfGroups(ctx: Ctx, groups: ReadonlySet<string>): Promise<LookUp<Usage>> {
  const engine = askable(ctx);
  if (engine === null) return notGiven('teams');
  return lookUp(ctx, 'teams', async () => {
    const teams = (await listTeams(engine)).filter((team) => team.models.some((model) => groups.has(model)));
    const found = teams.map(({ id, alias }): Usage => {
      const name = alias ?? id;
      return { kind: 'team', key: id, name, text: `team ${name}` };
    });
    return { state: 'known', found, cut: null };
  });
}

async function keysThat(ctx: Ctx, fits: (key: VirtualKeyView) => boolean): Promise<LookUp<VirtualKeyView>> {
  const engine = askable(ctx);
  if (engine === null) return notGiven('virtual keys');
  return lookUp(ctx, 'virtual keys', async () => {
    const { keys, total } = await allKeys(engine);
    const cut = keys.length < total ? `only the newest ${keys.length} of ${total} virtual keys were looked at` : null;
    return { state: 'known', found: keys.filter(fits), cut };
  });
}

async function allKeys(engine: EngineConnection): Promise<{ keys: VirtualKeyView[]; total: number }> {
  const keys: VirtualKeyView[] = [];
  for (let page = 1; page <= PAGES_MAX; page++) {
    const answer = await listKeys(engine, { page, size: PAGE_SIZE });
    keys.push(...answer.keys);
    if (page >= answer.pages) return { keys, total: keys.length };
    if (page === PAGES_MAX) return { keys, total: answer.total };
  }
  return { keys, total: keys.length };
}

function keyUsage(key: VirtualKeyView): Usage {
  const name = key.alias ?? key.masked;
  return { kind: 'virtual_key', key: key.token, name, text: `virtual key ${name}` };
}

function askable({ engine }: Ctx): EngineConnection | null {
  return engine === null ? null : { ...engine, timeoutMs: TIMEOUT_MS };
}
