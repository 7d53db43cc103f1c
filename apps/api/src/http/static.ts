import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { Context } from 'hono';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

export interface WebAdmin {
  readonly folder: string;
  /** Where a reverse proxy mounts it, with a slash at the end; the proxy takes it away again. */
  readonly basePath: string;
}

/** Files of the built web admin; any other path is a screen and gets the page. Hashed assets are cached for good. */
export async function serveWeb(c: Context, { folder, basePath }: WebAdmin): Promise<Response> {
  const wanted = normalize(join(folder, decodePath(c.req.path)));
  const inside = wanted.startsWith(normalize(folder + sep));
  const isFile =
    inside &&
    (await stat(wanted).then(
      (found) => found.isFile(),
      () => false,
    ));
  if (!isFile && extname(wanted) !== '' && extname(wanted) !== '.html') return c.notFound();
  const path = isFile ? wanted : join(folder, 'index.html');
  const body = await readFile(path).catch(() => null);
  if (body === null) return c.text('The web admin is not built.', 404);
  if (path.endsWith(`${sep}index.html`)) return page(c, body.toString('utf8'), basePath);
  const hashed = isFile && wanted.includes(`${sep}assets${sep}`);
  return c.body(new Uint8Array(body), 200, {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
}

/** Everything in the page is relative to its `<base>`. */
function page(c: Context, text: string, basePath: string): Response {
  return c.html(text.replace('<base href="/"', `<base href="${basePath}"`), 200, { 'cache-control': 'no-cache' });
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path).replaceAll('\0', '');
  } catch {
    return '/';
  }
}
