/** The path that the admin is mounted under, without a trailing slash; the server writes it into `<base>`. */
export const basePath = new URL(document.baseURI).pathname.replace(/\/$/, '');

/** The address of a server path below the mount point. */
export function serverUrl(path: string): string {
  return `${location.origin}${basePath}${path}`;
}
