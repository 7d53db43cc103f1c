import { charName, type Cursor, isBlankOrEnd, isBreakOrEnd, isWord } from './cursor.ts';
import { YamlProblem } from './problem.ts';
import { endOfLine } from './scan-scalar.ts';
import type { Token } from './token.ts';

const afterAnchor = '?:,]}%@`';

/** `&name` or `*name`. */
export function scanAnchor(cursor: Cursor): Token {
  const start = cursor.mark();
  const alias = cursor.peek() === 42;
  cursor.skip(1);
  const name = takeWord(cursor);
  const code = cursor.peek();
  if (name === '' || !(isBlankOrEnd(code) || afterAnchor.includes(String.fromCharCode(code)))) {
    const what = alias
      ? '"*" begins an alias; a text that begins with * needs quotes'
      : '"&" begins an anchor; a text that begins with & needs quotes';
    throw new YamlProblem(what, start);
  }
  return { type: alias ? 'alias' : 'anchor', start, name };
}

function takeWord(cursor: Cursor): string {
  let length = 0;
  while (isWord(cursor.peek(length))) length++;
  const word = cursor.slice(length);
  cursor.skip(length);
  return word;
}

/** `!tag`, `!!tag`, `!handle!tag` or `!<uri>`. */
export function scanTag(cursor: Cursor): Token {
  const start = cursor.mark();
  let handle: string | null = null;
  let suffix = '!';
  const next = cursor.peek(1);
  if (next === 60) {
    cursor.skip(2);
    suffix = takeUri(cursor);
    if (cursor.peek() !== 62) throw new YamlProblem('expected ">" at the end of the tag', cursor.mark());
    cursor.skip(1);
  } else if (isBlankOrEnd(next)) {
    cursor.skip(1);
  } else {
    handle = takeHandle(cursor);
    suffix = takeUri(cursor);
  }
  const code = cursor.peek();
  if (code !== 32 && !isBreakOrEnd(code))
    throw new YamlProblem(`expected a blank after the tag, but found ${charName(code)}`, start);
  return { type: 'tag', start, handle, suffix };
}

function takeHandle(cursor: Cursor): string {
  if (cursor.peek() !== 33) throw new YamlProblem(`expected "!", but found ${charName(cursor.peek())}`, cursor.mark());
  let length = 1;
  while (isWord(cursor.peek(length))) length++;
  const handle = cursor.peek(length) === 33 ? cursor.slice(length + 1) : '!';
  cursor.skip(handle.length);
  return handle;
}

function takeUri(cursor: Cursor): string {
  let length = 0;
  while (
    isWord(cursor.peek(length)) ||
    (cursor.peek(length) !== 0 && ";/?:@&=+$,.!~*'()[]%".includes(String.fromCharCode(cursor.peek(length))))
  ) {
    length++;
  }
  if (length === 0)
    throw new YamlProblem(`expected the name of a tag, but found ${charName(cursor.peek())}`, cursor.mark());
  const uri = cursor.slice(length);
  cursor.skip(length);
  try {
    return decodeURIComponent(uri);
  } catch {
    throw new YamlProblem('the tag has a wrong escape', cursor.mark());
  }
}

/** `%YAML 1.1`, `%TAG ! prefix`, or another one that is skipped. */
export function scanDirective(cursor: Cursor): Token {
  const start = cursor.mark();
  cursor.skip(1);
  const name = takeWord(cursor);
  const code = cursor.peek();
  if (name === '' || (code !== 32 && !isBreakOrEnd(code))) {
    throw new YamlProblem('"%" begins a directive; a text that begins with % needs quotes', start);
  }
  const value: string[] = [];
  if (name === 'YAML') value.push(takeVersion(cursor));
  else if (name === 'TAG') {
    cursor.takeSpaces();
    value.push(takeHandle(cursor));
    expectBlank(cursor);
    cursor.takeSpaces();
    value.push(takeUri(cursor));
    if (!isBreakOrEnd(cursor.peek())) expectBlank(cursor);
  } else while (!isBreakOrEnd(cursor.peek())) cursor.skip(1);
  endOfLine(cursor);
  return { type: 'directive', start, name, value };
}

function expectBlank(cursor: Cursor): void {
  if (cursor.peek() === 32) return;
  throw new YamlProblem(`expected a blank, but found ${charName(cursor.peek())}`, cursor.mark());
}

function takeVersion(cursor: Cursor): string {
  cursor.takeSpaces();
  const match = /^\d+\.\d+/.exec(cursor.text.slice(cursor.index, cursor.index + 20));
  if (match === null) throw new YamlProblem('expected a version such as 1.1', cursor.mark());
  cursor.skip(match[0].length);
  return match[0];
}
