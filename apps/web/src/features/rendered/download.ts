import type { ExportFormat } from '@regent/core';
import { serverUrl } from '../../lib/base.ts';

/** Fetches an export and hands it to the browser as a file. A refusal is thrown with its code and message. */
export async function downloadExport(wish: {
  readonly format: ExportFormat;
  readonly staged: boolean;
  readonly recipient: string;
}): Promise<void> {
  const query = new URLSearchParams({
    format: wish.format,
    staged: String(wish.staged),
    ...(wish.format === 'age' ? { recipient: wish.recipient } : {}),
  });
  const response = await fetch(serverUrl(`/download/export?${query}`));
  if (!response.ok) throw Object.assign(new Error(response.statusText), { data: await publicError(response) });
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'export';
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

async function publicError(response: Response): Promise<unknown> {
  try {
    return ((await response.json()) as { error: unknown }).error;
  } catch {
    return undefined; // a proxy's page instead of Regent's answer
  }
}
