import { isSecretName } from '@regent/core';
import { readYaml } from '../yaml/read.ts';
import type { Context, RuleFinding } from './context.ts';
import { walk } from './environment-rules.ts';

/** How values are written, where the text is known. */
export function textRules(context: Context): RuleFinding[] {
  const { text } = context;
  if (text === null || !/: +[^\s"'#][^\n]* #\S/.test(text)) return [];
  const read = readYaml(text);
  if (read.outcome !== 'read') return [];
  const lines = text.split('\n');
  const findings: RuleFinding[] = [];
  walk(context.document, [], (value, location) => {
    const key = String(location.at(-1));
    if (!isSecretName(key) && !/(_base|url|target|host)$/.test(key)) return;
    const line = lines[read.positions.at(location).line - 1] ?? '';
    const rest = line.slice(line.indexOf(value) + value.length);
    if (line.includes(`: ${value} #`) && /^ +#\S/.test(rest)) {
      findings.push({
        code: 'hash-cuts-value',
        location,
        message: 'The value ends before the " #"; what follows is a comment for the engine.',
        hint: 'Put the whole value into quotes.',
      });
    }
  });
  return findings;
}
