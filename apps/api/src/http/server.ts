import { randomUUID } from 'node:crypto';
import type { BlockList } from 'node:net';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { type Secret, errorTable } from '@regent/core';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { secureHeaders } from 'hono/secure-headers';
import type { App } from '../app-context.ts';
import { appRouter } from '../routers/index.ts';
import { patiently } from '../trpc/patience.ts';
import type { RequestContext } from '../trpc/request.ts';
import { clientAddress } from './client-address.ts';
import { serveDownloads } from './downloads.ts';
import { identify } from './identify.ts';
import { isSameOrigin } from './origin.ts';
import { serveWeb } from './static.ts';

export interface HttpOptions {
  readonly webFolder: string | null;
  /** The command line's own token on this machine. */
  readonly localToken: Secret | null;
  /** Reverse proxies that are believed about whom they speak for. */
  readonly trusted: BlockList;
}

const BODY_BYTES_MAX = 16 * 1024 * 1024;
const COOKIE = 'regent_session';

/** Everything that Regent answers over HTTP. */
export function createHttp(app: App, options: HttpOptions): Hono {
  const http = new Hono();
  const basePath = `${app.installation.publicUrl?.pathname ?? ''}/`.replace(/\/+$/, '/');
  http.use(secureHeaders({ contentSecurityPolicy, referrerPolicy: 'same-origin', xFrameOptions: 'DENY' }));
  http.get('/healthz', (c) => c.json({ status: 'ok' }));
  http.use('/trpc/*', bodyLimit({ maxSize: BODY_BYTES_MAX, onError: tooLarge }));
  http.all('/trpc/*', (c) =>
    fetchRequestHandler({
      endpoint: '/trpc',
      req: c.req.raw,
      router: appRouter,
      createContext: () => requestContext(c, app, options),
      maxBatchSize: 50,
    }).then((response) => withHeaders(c, response)),
  );
  serveDownloads(http, (c) => requestContext(c, app, options));
  http.get('/*', (c) =>
    options.webFolder === null ? c.notFound() : serveWeb(c, { folder: options.webFolder, basePath }),
  );
  return http;
}

const contentSecurityPolicy = {
  defaultSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  objectSrc: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

async function requestContext(c: Context, app: App, options: HttpOptions): Promise<RequestContext> {
  const authorization = c.req.header('authorization') ?? '';
  const bearer = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1] ?? null;
  const cookie = getCookie(c, COOKIE) ?? null;
  const { actor, sessionToken } = await patiently(() =>
    identify(app, { bearer, cookie, localToken: options.localToken }),
  );
  const { publicUrl } = app.installation;
  return {
    requestId: randomUUID(),
    actor,
    app,
    visitor: {
      address: clientAddress(remoteAddress(c), c.req.header('x-forwarded-for'), options.trusted),
      userAgent: c.req.header('user-agent') ?? null,
      sessionToken,
      sameOrigin: isSameOrigin(c.req.raw.headers, publicUrl),
      setCookie: (value) => {
        const common = {
          path: '/',
          httpOnly: true,
          sameSite: 'Lax',
          secure: publicUrl?.protocol === 'https:',
        } as const;
        if (value === null) deleteCookie(c, COOKIE, common);
        else setCookie(c, COOKIE, value.value, { ...common, maxAge: value.maxAgeSeconds });
      },
    },
  };
}

/** Cookies and secure headers are on Hono's answer; tRPC made one of its own. */
function withHeaders(c: Context, response: Response): Response {
  return c.newResponse(response.body, response);
}

function remoteAddress(c: Context): string {
  const incoming: unknown = c.env?.incoming;
  if (typeof incoming !== 'object' || incoming === null || !('socket' in incoming)) return 'unknown';
  const socket = incoming.socket as { remoteAddress?: string }; // node:http's, by @hono/node-server
  return socket.remoteAddress ?? 'unknown';
}

function tooLarge(c: Context): Response {
  const { message, hint } = errorTable['too-large'];
  return c.json(
    { error: { message, code: -32600, data: { code: 'too-large', message, hint, requestId: '-', httpStatus: 413 } } },
    413,
  );
}
