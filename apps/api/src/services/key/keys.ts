import { AppError, type KeyCreated, type KeyPage, type VirtualKeyView } from '@regent/core';
import {
  blockKey,
  createKey,
  deleteKeys,
  EngineApiError,
  type EngineConnection,
  keyInfo,
  type KeyListOptions,
  type KeyWishes,
  listKeys,
  updateKey,
} from '@regent/litellm';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { vaultRedactor } from '../apply/redactor.ts';

export interface KeySearch {
  readonly page: number;
  readonly size: number;
  readonly search?: string | undefined;
  readonly sort?: KeyListOptions['sortBy'] | undefined;
}

/** Optional fields as a parsed input has them. */
export type KeyInput = { readonly [Name in keyof KeyWishes]?: KeyWishes[Name] | undefined };

export function listVirtualKeys(ctx: Ctx, input: KeySearch): Promise<KeyPage> {
  const { page, size, search, sort } = input;
  const options = { page, size, ...(search ? { alias: search } : {}), ...(sort ? { sortBy: sort } : {}) };
  return asked(ctx, (engine) => listKeys(engine, options));
}

/** The key in clear is in this answer and nowhere else. */
export async function createVirtualKey(ctx: Ctx, input: KeyInput): Promise<KeyCreated> {
  const { key, token } = await asked(ctx, (engine) => createKey(engine, given(input)));
  await note(ctx, 'key.create', input.alias ?? token);
  return { key, view: await asked(ctx, (engine) => keyInfo(engine, token)) };
}

export async function updateVirtualKey(ctx: Ctx, input: KeyInput & { token: string }): Promise<VirtualKeyView> {
  const { token, ...wishes } = input;
  await asked(ctx, (engine) => updateKey(engine, token, given(wishes)));
  await note(ctx, 'key.update', input.alias ?? token);
  return asked(ctx, (engine) => keyInfo(engine, token));
}

export async function blockVirtualKey(ctx: Ctx, input: { token: string; blocked: boolean }): Promise<null> {
  await asked(ctx, (engine) => blockKey(engine, input.token, input.blocked));
  await note(ctx, input.blocked ? 'key.block' : 'key.unblock', input.token);
  return null;
}

export async function removeVirtualKeys(ctx: Ctx, input: { tokens: readonly string[] }): Promise<null> {
  await asked(ctx, (engine) => deleteKeys(engine, input.tokens));
  for (const token of input.tokens) await note(ctx, 'key.remove', token);
  return null;
}

/** Keys are LiteLLM's: nothing is staged, so the audit entry follows the act. A token here is LiteLLM's hash of a key. */
function note(ctx: Ctx, action: string, subject: string): Promise<void> {
  return write(ctx, async (w) =>
    w.audit(action, `virtual key ${subject.startsWith('sk-') ? ctx.vault.digest(subject) : subject}`),
  );
}

function given(input: KeyInput): KeyWishes {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

/** Turns what the engine says into our errors, its text redacted. */
async function asked<T>(ctx: Ctx, ask: (engine: EngineConnection) => Promise<T>): Promise<T> {
  if (ctx.engine === null) throw new AppError('engine-unreachable', { detail: 'Regent was given no master key.' });
  try {
    return await ask(ctx.engine);
  } catch (error) {
    if (!(error instanceof EngineApiError)) throw error;
    if (error.status === 0) throw new AppError('engine-unreachable', { cause: error });
    const redact = await vaultRedactor(ctx);
    const code =
      error.status === 404 ? 'not-found' : error.status === 400 || error.status === 422 ? 'bad-input' : 'engine-error';
    throw new AppError(code, { detail: redact(error.message), cause: error });
  }
}
