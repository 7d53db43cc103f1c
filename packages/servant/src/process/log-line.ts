import type { LogLine } from '../driver.ts';

const ESCAPE = String.fromCharCode(27);
const COLOURS = new RegExp(`${ESCAPE}\\[[0-9;]*m`, 'g');
const LEVEL = /\b(DEBUG|INFO|WARNING|ERROR|CRITICAL)\b/;
/** The launcher begins each line with `2026-01-31T12:00:00.000Z [g3.w0 4711] `. */
const PREFIX = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (?=\[)/;

const LEVELS: Readonly<Record<string, LogLine['level']>> = {
  DEBUG: 'debug',
  INFO: 'info',
  WARNING: 'warning',
  ERROR: 'error',
  CRITICAL: 'error',
};

/** A line of the launcher's log with its time and the level that LiteLLM wrote into it, without colours. */
export function parseLogLine(line: string): LogLine {
  const plain = line.replaceAll(COLOURS, '');
  const at = PREFIX.exec(plain)?.[1] ?? null;
  const text = at === null ? plain : plain.slice(at.length + 1);
  const level = LEVEL.exec(text)?.[1];
  return { at, level: level === undefined ? null : (LEVELS[level] ?? null), text };
}
