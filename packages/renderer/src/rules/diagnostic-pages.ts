import { type RuleMeta, ruleCatalog } from './catalog.ts';

const severityNames = {
  error: 'error: the engine refuses the file, drops something, breaks calls, or a secret leaks',
  warning: 'warning: the engine goes on and silently does something else',
  info: 'info: advice',
} as const;

/** Every page of `docs/diagnostics`, by file name. */
export function diagnosticPages(): ReadonlyMap<string, string> {
  const codes = Object.keys(ruleCatalog).sort() as (keyof typeof ruleCatalog)[];
  const pages = new Map(codes.map((code) => [`${code}.md`, page(code, ruleCatalog[code])]));
  const rows = codes.map(
    (code) => `| [${code}](${code}.md) | ${ruleCatalog[code].severity} | ${ruleCatalog[code].title} |`,
  );
  pages.set(
    'README.md',
    `${['# Diagnostics', '', 'What Regent says about a configuration. Made from the rules by `packages/renderer/scripts/generate-diagnostics.ts`.', '', '| Code | Severity | Meaning |', '|---|---|---|', ...rows].join('\n')}\n`,
  );
  return pages;
}

function page(code: string, meta: RuleMeta): string {
  return [
    `# ${meta.title}`,
    '',
    `\`${code}\` · usually ${severityNames[meta.severity]}.`,
    '',
    '## Cause',
    '',
    meta.cause,
    '',
    '## Fix',
    '',
    meta.fix,
    '',
    '## Example',
    '',
    '```yaml',
    meta.example,
    '```',
    '',
  ].join('\n');
}
