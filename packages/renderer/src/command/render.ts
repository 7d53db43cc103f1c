import { hasError } from '@regent/core';
import { renderConfig } from '../render/render.ts';
import { readItems, readSecrets } from './items.ts';
import type { CommandOptions, CommandResult } from './options.ts';
import { printFindings } from './validate.ts';

/** Items → `config.yaml`. Without `--secrets` secrets stand as placeholders. */
export function runRender(options: CommandOptions): CommandResult {
  const file = options.files[0] ?? '-';
  const items = readItems(file);
  if (items === null) return { exitCode: 2, output: `${file} holds no items and no configuration.` };
  const secrets = options.secrets === undefined ? undefined : readSecrets(options.secrets);
  const rendered = renderConfig(items, secrets === undefined ? {} : { secrets: ({ $secret }) => secrets[$secret] });
  if (hasError(rendered.diagnostics)) {
    return { exitCode: 1, output: printFindings(rendered.diagnostics.map((diagnostic) => ({ file, ...diagnostic }))) };
  }
  return { exitCode: 0, output: options.json ? JSON.stringify({ text: rendered.text }) : rendered.text.trimEnd() };
}
