import type { LogLine } from '../driver.ts';

/** `[g3.w0 4711] ` is the launcher's own prefix; colours are LiteLLM's. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with the escape character
const COLOURS = /\u001b\[[0-9;]*m/g;
const LEVEL = /\b(DEBUG|INFO|WARNING|ERROR|CRITICAL)\b/;
const DATE_TIME = /\b(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:[.,]\d{1,6})?)(Z|[+-]\d\d:?\d\d)?/;

const LEVELS: Readonly<Record<string, LogLine['level']>> = {
  DEBUG: 'debug',
  INFO: 'info',
  WARNING: 'warning',
  ERROR: 'error',
  CRITICAL: 'error',
};

/** A line with the time and the level that it carries. LiteLLM's default lines have a time of day only: no date, no guess. */
export function parseLogLine(line: string): LogLine {
  const text = line.replaceAll(COLOURS, '');
  const level = LEVEL.exec(text)?.[1];
  return { at: findTime(text), level: level === undefined ? null : (LEVELS[level] ?? null), text };
}

function findTime(text: string): string | null {
  const [, date, time, zone = 'Z'] = DATE_TIME.exec(text) ?? [];
  if (date === undefined || time === undefined) return null;
  const at = new Date(`${date}T${time.replace(',', '.')}${zone}`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
