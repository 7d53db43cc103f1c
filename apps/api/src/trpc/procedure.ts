import { AppError, type Actor } from '@regent/core';
import { isDatabaseAway } from '@regent/db';
import { initTRPC } from '@trpc/server';
import type { Ctx } from '../app-context.ts';
import { toPublicError, toTrpcError } from './error.ts';
import { patiently } from './patience.ts';
import type { RequestContext } from './request.ts';

/**
 * Who may run a procedure. Every procedure states one; a test walks the router.
 * @public the emitted declarations name it
 */
export interface ProcedureMeta {
  readonly access: 'public' | 'signed-in' | 'viewer' | 'admin';
}

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    sse: { ping: { enabled: true, intervalMs: 5_000 }, client: { reconnectAfterInactivityMs: 15_000 } },
    errorFormatter: ({ shape, error, ctx }) => {
      const publicError = toPublicError(error, ctx?.requestId ?? '-');
      const { httpStatus, path } = shape.data;
      return { ...shape, message: publicError.message, data: { ...publicError, httpStatus, path } };
    },
  });

export const router = t.router;
export const createCaller = t.createCallerFactory;

/** Gives services their context, lets the actor's role decide, and turns failures into public errors. */
const guarded = t.procedure.use(async ({ ctx, meta, type, path, next }) => {
  const actor = admit(ctx, meta?.access ?? 'admin', type);
  const run = async () => {
    const answer = await next({ ctx: { ...ctx, service: serviceContext(ctx, actor) } });
    if (!answer.ok && isDatabaseAway(answer.error.cause)) throw answer.error.cause;
    return answer;
  };
  const result = await patiently(run, type === 'query' ? undefined : 0);
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof AppError) throw toTrpcError(cause);
  ctx.app.log.error({ err: result.error, requestId: ctx.requestId, path }, 'procedure failed');
  return result;
});

export const publicProcedure = guarded.meta({ access: 'public' });
export const signedInProcedure = guarded.meta({ access: 'signed-in' });
export const viewerProcedure = guarded.meta({ access: 'viewer' });
export const adminProcedure = guarded.meta({ access: 'admin' });

const nobody: Actor = { type: 'system', name: 'nobody' };

function admit(ctx: RequestContext, access: ProcedureMeta['access'], type: string): Actor {
  if (type === 'mutation' && !ctx.visitor.sameOrigin) throw toTrpcError(new AppError('foreign-origin'));
  if (access === 'public') return ctx.actor ?? nobody;
  if (ctx.actor === null) throw toTrpcError(new AppError('not-signed-in'));
  if (!allows(ctx.actor, access)) throw toTrpcError(new AppError('forbidden'));
  return ctx.actor;
}

function allows(actor: Actor, access: 'signed-in' | 'viewer' | 'admin'): boolean {
  if (actor.type === 'system') return false;
  switch (access) {
    case 'signed-in':
      return actor.type === 'account';
    case 'viewer':
      return actor.role === 'proxy_admin' || actor.role === 'proxy_admin_viewer';
    case 'admin':
      return actor.role === 'proxy_admin';
  }
}

function serviceContext(ctx: RequestContext, actor: Actor): Ctx {
  return { ...ctx.app, actor, requestId: ctx.requestId };
}
