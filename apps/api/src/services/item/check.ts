import {
  type Diagnostic,
  type DraftCheck,
  type Item,
  isSingleton,
  type ItemKind,
  itemId,
  type JsonObject,
  shapeProblems,
  SINGLETON_KEY,
  toPath,
  toPointer,
} from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { vaultRedactor } from '../apply/redactor.ts';
import { toCheckView } from '../change/check.ts';
import { checkCandidate } from '../config/candidate.ts';
import { diagnosticsOf } from '../config/validate.ts';
import { guardOwnedKeys } from './ownership.ts';
import { markSecrets } from './secrets.ts';
import { readState } from './state.ts';

/** Above this many models only the touched ones are given to the engine, with all settings. */
const WHOLE_MAX = 200;

/** Our findings on a draft, and what the engine would make of it. Nothing is stored; no secret leaves the process. */
export async function checkDraft(
  ctx: Ctx,
  input: { kind: ItemKind; key?: string | undefined; data: JsonObject },
): Promise<DraftCheck> {
  guardOwnedKeys(input.kind, input.data);
  const state = await readState(ctx.db);
  const key = isSingleton(input.kind) ? SINGLETON_KEY : (input.key ?? 'draft');
  const before = state.item({ kind: input.kind, key });
  const draft: Item = { ...before, kind: input.kind, key, data: markSecrets(input.kind, input.data) };
  const others = state.effective.filter((item) => itemId(item) !== itemId(draft));
  const found = (await diagnosticsOf(ctx, [...others, draft])).filter(
    ({ item }) => item?.kind === draft.kind && item.key === key,
  );
  const misshapen = shapeFindings(draft);
  const diagnostics = [...found, ...misshapen.filter((one) => !found.some((other) => isAtSamePlace(one, other)))];
  if (misshapen.length > 0)
    return { diagnostics, engine: { verdict: 'not-checked', reason: 'Something that it needs is missing.' } };
  const models = others.filter((item) => item.kind === 'model').length;
  const company = models > WHOLE_MAX ? others.filter((item) => item.kind !== 'model') : others;
  const verdict = await checkCandidate(ctx, [...company, draft]);
  return { diagnostics, engine: toCheckView(verdict, await vaultRedactor(ctx)) };
}

/** What Save would refuse, each at its field. */
function shapeFindings({ kind, key, data }: Item): readonly Diagnostic[] {
  return shapeProblems(kind, data).map(({ location, message }) => ({
    severity: 'error',
    code: 'bad-input',
    path: toPath(location),
    pointer: toPointer(location),
    message,
    item: { kind, key, pointer: toPointer(location) },
  }));
}

function isAtSamePlace(one: Diagnostic, other: Diagnostic): boolean {
  return other.severity === 'error' && one.item?.pointer === other.item?.pointer;
}
