import { type Item, type Secret, secretReferences } from '@regent/core';
import type { App } from '../../app-context.ts';

/** Takes known secrets out of any text of the engine before it is shown or stored. */
export type Redactor = (text: string) => string;

/** Shorter values would blacken ordinary words; a secret of that size protects nothing. */
const LENGTH_MIN = 4;

export function createRedactor(values: readonly string[]): Redactor {
  const forms = new Set(values.filter((value) => value.length >= LENGTH_MIN).flatMap(writtenForms));
  // Longest first, so that a secret that holds another one goes as a whole.
  const ordered = [...forms].filter((form) => form.length >= LENGTH_MIN).sort((a, b) => b.length - a.length);
  if (ordered.length === 0) return (text) => text;
  const pattern = new RegExp(ordered.map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
  return (text) => text.replace(pattern, '***');
}

/** The ways in which a value may stand in a log line, a URL, a header, JSON, YAML or a Python repr. */
function writtenForms(value: string): string[] {
  const bytes = Buffer.from(value);
  const json = JSON.stringify(value).slice(1, -1);
  return [
    value,
    encodeURIComponent(value),
    encodeURIComponent(value).replaceAll('%20', '+'),
    encodeURI(value),
    // Without its end, because what follows in a longer text changes the last digits and the padding.
    bytes
      .toString('base64')
      .replace(/=+$/, '')
      .slice(0, Math.floor((bytes.length * 8) / 6)),
    bytes.toString('base64url').slice(0, Math.floor((bytes.length * 8) / 6)),
    json,
    JSON.stringify(json).slice(1, -1),
    value.replaceAll("'", "''"),
    value.replaceAll('\\', '\\\\').replaceAll("'", "\\'"),
    // A block scalar or a wrapped log shows a text of several lines line by line.
    ...(value.includes('\n')
      ? value
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line.length >= 16)
      : []),
  ];
}

/** Knows every secret that these items name, and those of the installation. */
export async function redactorFor(app: App, ...itemLists: readonly (readonly Item[])[]): Promise<Redactor> {
  const references = itemLists.flatMap((items) => items.flatMap((item) => secretReferences(item.data)));
  const opened: Secret[] = [...(await app.vault.reveal(app.db, references)).values(), ...app.installation.secrets];
  return createRedactor(opened.map((secret) => secret.reveal()));
}
