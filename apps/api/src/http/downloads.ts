import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { AppError } from '@regent/core';
import type { Context, Hono } from 'hono';
import { ExportInput } from '../routers/export.ts';
import { appRouter } from '../routers/index.ts';
import { toPublicError, toTrpcError } from '../trpc/error.ts';
import { createCaller } from '../trpc/procedure.ts';
import type { RequestContext } from '../trpc/request.ts';

const createAppCaller = createCaller(appRouter);
type Caller = ReturnType<typeof createAppCaller>;

/** Files that a browser saves. The procedures behind them decide who may, and that no other site starts them. */
export function serveDownloads(http: Hono, contextOf: (c: Context) => Promise<RequestContext>): void {
  const download = (path: string, make: (caller: Caller, c: Context) => Promise<Download>) =>
    http.get(path, async (c) => {
      const context = await contextOf(c);
      try {
        const { name, mediaType, body } = await make(createAppCaller(context), c);
        return c.body(body, 200, {
          'content-type': mediaType,
          'content-disposition': `attachment; filename="${name}"`,
          'cache-control': 'no-store',
        });
      } catch (error) {
        if (!(error instanceof TRPCError)) throw error;
        const failure = toPublicError(error, context.requestId);
        return Response.json({ error: failure }, { status: getHTTPStatusCodeFromError(error) });
      }
    });
  download('/download/rendered', async (caller) => {
    const { text } = await caller.rendered.download({ redacted: true });
    return { name: 'config.yaml', mediaType: 'application/yaml', body: text };
  });
  download('/download/export', async (caller, c) => {
    const { name, mediaType, base64 } = await caller.export.make(wishOf(c));
    return { name, mediaType, body: new Uint8Array(Buffer.from(base64, 'base64')) };
  });
}

interface Download {
  readonly name: string;
  readonly mediaType: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

function wishOf(c: Context) {
  const { staged, ...rest } = c.req.query();
  const wish = ExportInput.safeParse({ ...rest, ...(staged === undefined ? {} : { staged: staged === 'true' }) });
  if (!wish.success) throw toTrpcError(new AppError('bad-input', { detail: 'There is no such export.' }));
  return wish.data;
}
