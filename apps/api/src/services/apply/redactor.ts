import type { App } from '../../app-context.ts';

/** Takes known secrets out of any text of the engine before it is shown or stored. */
export type Redactor = (text: string) => string;

/** Shorter values would blacken ordinary words; a secret of that size protects nothing. */
const LENGTH_MIN = 4;

export function createRedactor(values: readonly string[]): Redactor {
  const forms = new Set(values.filter((value) => value.length >= LENGTH_MIN).flatMap(writtenForms));
  // Longest first, so that a secret that holds another one goes as a whole.
  const ordered = [...forms].filter((form) => form.length >= LENGTH_MIN).sort((a, b) => b.length - a.length);
  const byBeginning = Map.groupBy(ordered, (form) => form.slice(0, LENGTH_MIN));
  return (text) => {
    let result = '';
    for (let at = 0; at < text.length; ) {
      const candidates = byBeginning.get(text.slice(at, at + LENGTH_MIN));
      const hit = candidates?.find((form) => text.startsWith(form, at));
      result += hit === undefined ? text.charAt(at) : '***';
      at += hit?.length ?? 1;
    }
    return result;
  };
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

/** Knows every secret that the vault ever held, because old ones stand in old log lines, and those of the installation. */
export async function vaultRedactor(app: App): Promise<Redactor> {
  const secrets = [...(await app.vault.revealAll(app.db)), ...app.installation.secrets];
  return createRedactor(secrets.map((secret) => secret.reveal()));
}
