/**
 * Whether a request may change something, as far as its origin tells. Browsers always say where a cross-site request
 * comes from; programs say nothing and are judged by their token.
 */
export function isSameOrigin(headers: Headers, publicUrl: URL | null): boolean {
  const origin = headers.get('origin');
  if (origin === null) {
    const site = headers.get('sec-fetch-site');
    return site === null || site === 'same-origin' || site === 'none';
  }
  if (publicUrl !== null && origin === publicUrl.origin) return true;
  if (!URL.canParse(origin)) return false; // `null` of a sandboxed frame
  return new URL(origin).host === headers.get('host');
}
