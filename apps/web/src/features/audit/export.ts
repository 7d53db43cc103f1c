import type { AuditEntryView } from '@regent/core';
import { api } from '../../lib/api.ts';
import { downloadText, toCsv } from '../../lib/csv.ts';

const PAGE = 1_000;

export type AuditFilter = Omit<Parameters<typeof api.audit.list.query>[0], 'cursor' | 'limit'>;

/** Hands everything that the filter finds to the browser as a file, however many pages it has. */
export async function exportAudit(filter: AuditFilter, format: 'csv' | 'json'): Promise<number> {
  const entries: AuditEntryView[] = [];
  let cursor: number | null = null;
  do {
    const page: Awaited<ReturnType<typeof api.audit.list.query>> = await api.audit.list.query({
      ...filter,
      limit: PAGE,
      ...(cursor === null ? {} : { cursor }),
    });
    entries.push(...page.entries);
    cursor = page.next;
  } while (cursor !== null);
  if (format === 'json') downloadText('audit.json', JSON.stringify(entries, null, 2), 'application/json');
  else downloadText('audit.csv', csvOf(entries), 'text/csv');
  return entries.length;
}

function csvOf(entries: readonly AuditEntryView[]): string {
  return toCsv(
    ['number', 'at', 'who', 'action', 'subject', 'detail'],
    entries.map(({ seq, at, actor, action, subject, detail }) => [seq, at, actor, action, subject, detail]),
  );
}
