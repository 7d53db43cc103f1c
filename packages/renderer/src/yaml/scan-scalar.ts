import { charName, type Cursor, isBlankOrEnd, isBreak, isBreakOrEnd } from './cursor.ts';
import { type Mark, YamlProblem } from './problem.ts';

/** A plain scalar, over several lines too. `broken` says whether a line break was crossed after it. */
export function scanPlain(cursor: Cursor, indent: number, inFlow: boolean): { value: string; broken: boolean } {
  let value = '';
  let spaces = '';
  let broken = false;
  while (cursor.peek() !== 35) {
    const length = plainLength(cursor, inFlow);
    if (length === 0) break;
    value += spaces + cursor.slice(length);
    cursor.skip(length);
    const gap = scanPlainSpaces(cursor);
    broken = gap.broken;
    spaces = gap.text;
    if (spaces === '' || cursor.peek() === 35 || (!inFlow && cursor.column < indent)) break;
  }
  return { value, broken };
}

function plainLength(cursor: Cursor, inFlow: boolean): number {
  let length = 0;
  for (;;) {
    const code = cursor.peek(length);
    if (isBlankOrEnd(code)) return length;
    if (code === 58) {
      const next = cursor.peek(length + 1);
      if (isBlankOrEnd(next) || (inFlow && isFlowEnd(next))) return length;
    }
    if (inFlow && (isFlowEnd(code) || code === 63)) return length;
    length++;
  }
}

/** `,[]{}` */
function isFlowEnd(code: number): boolean {
  return code === 44 || code === 91 || code === 93 || code === 123 || code === 125;
}

function scanPlainSpaces(cursor: Cursor): { text: string; broken: boolean } {
  const start = cursor.index;
  cursor.takeSpaces();
  const whitespace = cursor.text.slice(start, cursor.index);
  if (!isBreak(cursor.peek())) return { text: whitespace, broken: false };
  const first = cursor.takeBreak();
  if (cursor.atDocumentMarker()) return { text: '', broken: true };
  let breaks = '';
  while (cursor.peek() === 32 || isBreak(cursor.peek())) {
    if (cursor.peek() === 32) cursor.skip(1);
    else {
      breaks += cursor.takeBreak();
      if (cursor.atDocumentMarker()) return { text: '', broken: true };
    }
  }
  return { text: foldBreaks(first, breaks), broken: true };
}

function foldBreaks(first: string, breaks: string): string {
  if (first !== '\n') return first + breaks;
  return breaks === '' ? ' ' : breaks;
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1B',
  ' ': ' ',
  '"': '"',
  '\\': '\\',
  '/': '/',
  N: '\x85',
  _: '\xA0',
  L: '\u2028',
  P: '\u2029',
};
const hexLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** A quoted scalar; the cursor stands on the quote. */
export function scanQuoted(cursor: Cursor): string {
  const start = cursor.mark();
  const quote = cursor.peek();
  cursor.skip(1);
  let value = scanQuotedText(cursor, quote);
  while (cursor.peek() !== quote) {
    value += scanQuotedSpaces(cursor, start);
    value += scanQuotedText(cursor, quote);
  }
  cursor.skip(1);
  return value;
}

function scanQuotedText(cursor: Cursor, quote: number): string {
  const double = quote === 34;
  let value = '';
  for (;;) {
    let length = 0;
    for (let code = cursor.peek(); ; code = cursor.peek(++length)) {
      if (isBlankOrEnd(code) || code === 34 || code === 39 || code === 92) break;
    }
    value += cursor.slice(length);
    cursor.skip(length);
    const code = cursor.peek();
    if (!double && code === 39 && cursor.peek(1) === 39) {
      value += "'";
      cursor.skip(2);
    } else if ((double && code === 39) || (!double && (code === 34 || code === 92))) {
      value += String.fromCharCode(code);
      cursor.skip(1);
    } else if (double && code === 92) value += scanEscape(cursor);
    else return value;
  }
}

function scanEscape(cursor: Cursor): string {
  const start = cursor.mark();
  cursor.skip(1);
  const code = cursor.peek();
  if (isBreak(code)) {
    cursor.takeBreak();
    return scanQuotedBreaks(cursor, start);
  }
  const character = String.fromCharCode(code);
  const plain = escapes[character];
  if (code !== 0 && plain !== undefined) {
    cursor.skip(1);
    return plain;
  }
  const length = hexLengths[character];
  if (length === undefined)
    throw new YamlProblem(`"\\${code === 0 ? '' : character}" is no escape in double quotes`, start);
  const digits = cursor.text.slice(cursor.index + 1, cursor.index + 1 + length);
  const value = Number.parseInt(digits, 16);
  if (digits.length !== length || !/^[0-9a-fA-F]+$/.test(digits) || value > 0x10ffff) {
    throw new YamlProblem(`"\\${character}" needs ${length} hexadecimal digits`, start);
  }
  cursor.skip(1 + length);
  return String.fromCodePoint(value);
}

function scanQuotedSpaces(cursor: Cursor, start: Mark): string {
  const from = cursor.index;
  while (cursor.peek() === 32 || cursor.peek() === 9) cursor.skip(1);
  const whitespace = cursor.text.slice(from, cursor.index);
  if (cursor.peek() === 0) throw new YamlProblem('the quote that opens here is never closed', start);
  if (!isBreak(cursor.peek())) return whitespace;
  const first = cursor.takeBreak();
  return foldBreaks(first, scanQuotedBreaks(cursor, start));
}

function scanQuotedBreaks(cursor: Cursor, start: Mark): string {
  let breaks = '';
  for (;;) {
    if (cursor.atDocumentMarker()) throw new YamlProblem('the quote that opens here is never closed', start);
    while (cursor.peek() === 32 || cursor.peek() === 9) cursor.skip(1);
    if (!isBreak(cursor.peek())) return breaks;
    breaks += cursor.takeBreak();
  }
}

/** A literal (`|`) or folded (`>`) block; the cursor stands on the indicator, `parent` is the current indentation. */
export function scanBlock(cursor: Cursor, parent: number): string {
  const folded = cursor.peek() === 62;
  cursor.skip(1);
  const { chomping, increment } = scanBlockIndicators(cursor);
  endOfLine(cursor);
  const least = Math.max(parent + 1, 1);
  let breaks = '';
  let indent = least;
  if (increment === null) {
    const found = scanBlockIndentation(cursor);
    breaks = found.breaks;
    indent = Math.max(least, found.indent);
  } else {
    indent = least + increment - 1;
    breaks = scanBlockBreaks(cursor, indent);
  }
  let value = '';
  let lineBreak = '';
  while (cursor.column === indent && cursor.peek() !== 0) {
    value += breaks;
    const spaced = isSpace(cursor.peek());
    let length = 0;
    while (!isBreakOrEnd(cursor.peek(length))) length++;
    value += cursor.slice(length);
    cursor.skip(length);
    lineBreak = cursor.takeBreak();
    breaks = scanBlockBreaks(cursor, indent);
    if (cursor.column !== indent || cursor.peek() === 0) break;
    const fold = folded && lineBreak === '\n' && !spaced && !isSpace(cursor.peek());
    if (!fold) value += lineBreak;
    else if (breaks === '') value += ' ';
  }
  if (chomping !== 'strip') value += lineBreak;
  return chomping === 'keep' ? value + breaks : value;
}

const isSpace = (code: number): boolean => code === 32 || code === 9;

function scanBlockIndicators(cursor: Cursor): { chomping: 'clip' | 'strip' | 'keep'; increment: number | null } {
  let chomping: 'clip' | 'strip' | 'keep' = 'clip';
  let increment: number | null = null;
  for (let count = 0; count < 2; count++) {
    const code = cursor.peek();
    if ((code === 43 || code === 45) && chomping === 'clip') chomping = code === 43 ? 'keep' : 'strip';
    else if (code >= 48 && code <= 57 && increment === null) increment = code - 48;
    else break;
    cursor.skip(1);
  }
  if (increment === 0) throw new YamlProblem('a block cannot be indented by 0', cursor.mark());
  const code = cursor.peek();
  if (code !== 32 && !isBreakOrEnd(code)) {
    throw new YamlProblem(`expected an indentation of the block, but found ${charName(code)}`, cursor.mark());
  }
  return { chomping, increment };
}

/** Takes the rest of a line that may hold a comment only. */
export function endOfLine(cursor: Cursor): void {
  cursor.takeSpaces();
  cursor.takeComment();
  const code = cursor.peek();
  if (!isBreakOrEnd(code))
    throw new YamlProblem(`expected the end of the line, but found ${charName(code)}`, cursor.mark());
  cursor.takeBreak();
}

function scanBlockIndentation(cursor: Cursor): { breaks: string; indent: number } {
  let breaks = '';
  let indent = 0;
  while (cursor.peek() === 32 || isBreak(cursor.peek())) {
    if (cursor.peek() === 32) {
      cursor.skip(1);
      indent = Math.max(indent, cursor.column);
    } else breaks += cursor.takeBreak();
  }
  return { breaks, indent };
}

function scanBlockBreaks(cursor: Cursor, indent: number): string {
  let breaks = '';
  for (;;) {
    while (cursor.column < indent && cursor.peek() === 32) cursor.skip(1);
    if (!isBreak(cursor.peek())) return breaks;
    breaks += cursor.takeBreak();
  }
}
