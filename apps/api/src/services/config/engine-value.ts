import { isSecretInput, isSecretReference, type Item, type Json } from '@regent/core';
import { referenceId } from '@regent/db';
import type { Ctx } from '../../app-context.ts';

/** A value as the engine will read it, in clear. Lives only as long as the call that needs it. */
export type EngineValue =
  | { readonly state: 'absent' }
  | { readonly state: 'clear'; readonly text: string }
  /** `os.environ/NAME` of a variable that Regent does not set; only the Servant's process knows it. */
  | { readonly state: 'unseen'; readonly variable: string };

/** Typed, from the vault, or by `os.environ/NAME` from the variables among `items`. */
export async function engineValue(
  ctx: Pick<Ctx, 'vault' | 'db'>,
  items: readonly Item[],
  value: Json | undefined,
): Promise<EngineValue> {
  if (isSecretInput(value)) return clear(value.$newSecret);
  if (isSecretReference(value)) {
    const secret = (await ctx.vault.reveal(ctx.db, [value])).get(referenceId(value));
    return secret === undefined ? { state: 'absent' } : clear(secret.reveal());
  }
  const variable = variableOf(value);
  if (variable !== null) {
    const set = items.find((item) => item.kind === 'env_var' && item.data.name === variable);
    const found = set === undefined ? null : await engineValue(ctx, [], set.data.value);
    return found === null || found.state === 'absent' ? { state: 'unseen', variable } : found;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return clear(String(value));
  return typeof value === 'string' && value !== '' ? clear(value) : { state: 'absent' };
}

/** `NAME` of `os.environ/NAME`. */
export function variableOf(value: Json | undefined): string | null {
  const prefix = 'os.environ/';
  return typeof value === 'string' && value.startsWith(prefix) ? value.slice(prefix.length).trim() : null;
}

/** Why a value that only the Servant knows cannot be used from here. */
export function unseenWords(variable: string): string {
  return `${variable} is set in the Servant's own environment, which Regent cannot see.`;
}

const clear = (text: string): EngineValue => ({ state: 'clear', text });
