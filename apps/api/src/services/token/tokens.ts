import { AppError, type Role, type TokenCreated, type TokenView } from '@regent/core';
import { actorName } from '@regent/core';
import { type ApiTokenRow, insertApiToken, listApiTokens, revokeApiToken } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { newToken, tokenHash } from '../session/token-hash.ts';

const TOKEN_PREFIX = 'rgt_';

/** The token is in the answer this once; the database keeps its hash. */
export function createApiToken(
  ctx: Ctx,
  input: { name: string; role: Role; expiresAt?: string | null | undefined },
): Promise<TokenCreated> {
  const token = newToken(TOKEN_PREFIX);
  const row: ApiTokenRow = {
    id: ctx.newId(),
    hash: tokenHash(token),
    name: input.name,
    role: input.role,
    createdBy: actorName(ctx.actor),
    createdAt: ctx.clock(),
    lastUsedAt: null,
    expiresAt: input.expiresAt ? new Date(input.expiresAt) : null,
    revokedAt: null,
  };
  return write(ctx, async (w) => {
    await insertApiToken(w.tx, row);
    w.audit('token.create', `token ${row.name}`, `role ${row.role}`);
    return { token, view: toView(row) };
  });
}

export async function listTokens(ctx: Ctx): Promise<TokenView[]> {
  return (await listApiTokens(ctx.db)).map(toView);
}

export function revokeToken(ctx: Ctx, input: { id: string }): Promise<null> {
  return write(ctx, async (w) => {
    const row = await revokeApiToken(w.tx, input.id, ctx.clock());
    if (row === null) throw new AppError('not-found');
    w.audit('token.revoke', `token ${row.name}`);
    return null;
  });
}

function toView(row: ApiTokenRow): TokenView {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  };
}
