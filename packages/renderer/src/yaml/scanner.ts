import { charName, Cursor, isBlankOrEnd } from './cursor.ts';
import { type Mark, YamlProblem } from './problem.ts';
import { scanAnchor, scanDirective, scanTag } from './scan-name.ts';
import { scanBlock, scanPlain, scanQuoted } from './scan-scalar.ts';
import type { PlainTokenType, Token } from './token.ts';

/** A token that may turn out to be a key when a `:` follows on the same line within 1024 characters. */
interface PossibleKey {
  readonly tokenNumber: number;
  readonly required: boolean;
  readonly index: number;
  readonly mark: Mark;
}

/**
 * Text → tokens by the rules of PyYAML's scanner, which the engine reads its file with: the same texts are refused,
 * and block structure, implicit keys and multi-line scalars come out the same (see decision "own YAML reader").
 */
export class Scanner {
  readonly #cursor: Cursor;
  #tokens: Token[] = [];
  /** Next token in `#tokens`; taken ones are dropped in bulk. */
  #head = 0;
  #taken = 0;
  #done = false;
  #flowLevel = 0;
  #indent = -1;
  #indents: number[] = [];
  #allowSimpleKey = true;
  #possibleKeys = new Map<number, PossibleKey>();

  constructor(text: string) {
    this.#cursor = new Cursor(text);
  }

  /** The next token, not taken. */
  peek(): Token {
    while (this.#needsMore()) this.#fetch();
    return this.#tokens[this.#head] as Token;
  }

  take(): Token {
    const token = this.peek();
    this.#head++;
    this.#taken++;
    if (this.#head > 1024) {
      this.#tokens = this.#tokens.slice(this.#head);
      this.#head = 0;
    }
    return token;
  }

  #needsMore(): boolean {
    if (this.#done) return false;
    if (this.#head >= this.#tokens.length) return true;
    this.#dropStaleKeys();
    for (const key of this.#possibleKeys.values()) if (key.tokenNumber === this.#taken) return true;
    return false;
  }

  #fetch(): void {
    const cursor = this.#cursor;
    this.#toNextToken();
    this.#dropStaleKeys();
    this.#unwind(cursor.column);
    const code = cursor.peek();
    if (code === 0) return this.#endStream();
    if (cursor.column === 0 && code === 37) return this.#fetchDirective();
    if (cursor.column === 0 && cursor.atDocumentMarker()) {
      return this.#fetchMarker(code === 45 ? 'document-start' : 'document-end');
    }
    if (this.#fetchIndicator(code)) return;
    if (this.#beginsPlain(code)) return this.#fetchPlain();
    const tab = code === 9 ? '; indent with blanks' : '; a text that begins with it needs quotes';
    throw new YamlProblem(`found ${charName(code)}, which cannot begin a value${tab}`, cursor.mark());
  }

  /** Takes what begins with an indicator; false when the character begins a plain scalar or nothing at all. */
  #fetchIndicator(code: number): boolean {
    const inFlow = this.#flowLevel > 0;
    const blankNext = () => isBlankOrEnd(this.#cursor.peek(1));
    switch (code) {
      case 91:
        return this.#openFlow('flow-sequence-start');
      case 123:
        return this.#openFlow('flow-mapping-start');
      case 93:
        return this.#closeFlow('flow-sequence-end');
      case 125:
        return this.#closeFlow('flow-mapping-end');
      case 44:
        return this.#fetchFlowEntry();
      case 45:
        return blankNext() && this.#fetchBlockEntry();
      case 63:
        return (inFlow || blankNext()) && this.#fetchKey();
      case 58:
        return (inFlow || blankNext()) && this.#fetchValue();
      case 42:
      case 38:
        return this.#fetchNamed(() => scanAnchor(this.#cursor));
      case 33:
        return this.#fetchNamed(() => scanTag(this.#cursor));
      case 124:
      case 62:
        return !inFlow && this.#fetchBlockScalar();
      case 39:
      case 34:
        return this.#fetchNamed((start) => ({ type: 'scalar', start, value: scanQuoted(this.#cursor), plain: false }));
      default:
        return false;
    }
  }

  #beginsPlain(code: number): boolean {
    if (!isBlankOrEnd(code) && !'-?:,[]{}#&*!|>\'"%@`'.includes(String.fromCharCode(code))) return true;
    if (isBlankOrEnd(this.#cursor.peek(1))) return false;
    return code === 45 || (this.#flowLevel === 0 && (code === 63 || code === 58));
  }

  #toNextToken(): void {
    const cursor = this.#cursor;
    for (;;) {
      cursor.takeSpaces();
      cursor.takeComment();
      if (cursor.takeBreak() === '') return;
      if (this.#flowLevel === 0) this.#allowSimpleKey = true;
    }
  }

  #push(type: PlainTokenType, start: Mark = this.#cursor.mark()): void {
    this.#tokens.push({ type, start });
  }

  #insert(tokenNumber: number, type: PlainTokenType, start: Mark): void {
    this.#tokens.splice(this.#head + tokenNumber - this.#taken, 0, { type, start });
  }

  #dropStaleKeys(): void {
    for (const [level, key] of this.#possibleKeys) {
      if (key.mark.line === this.#cursor.line && this.#cursor.index - key.index <= 1024) continue;
      this.#refuseRequired(key);
      this.#possibleKeys.delete(level);
    }
  }

  #savePossibleKey(): void {
    const cursor = this.#cursor;
    if (!this.#allowSimpleKey) return;
    this.#removePossibleKey();
    this.#possibleKeys.set(this.#flowLevel, {
      tokenNumber: this.#taken + this.#tokens.length - this.#head,
      required: this.#flowLevel === 0 && this.#indent === cursor.column,
      index: cursor.index,
      mark: cursor.mark(),
    });
  }

  #removePossibleKey(): void {
    const key = this.#possibleKeys.get(this.#flowLevel);
    if (key === undefined) return;
    this.#refuseRequired(key);
    this.#possibleKeys.delete(this.#flowLevel);
  }

  #refuseRequired(key: PossibleKey): void {
    if (key.required) throw new YamlProblem('expected a ":" after this key', key.mark);
  }

  #unwind(column: number): void {
    if (this.#flowLevel > 0) return;
    while (this.#indent > column) {
      this.#indent = this.#indents.pop() ?? -1;
      this.#push('block-end');
    }
  }

  #addIndent(column: number): boolean {
    if (this.#indent >= column) return false;
    this.#indents.push(this.#indent);
    this.#indent = column;
    return true;
  }

  #endStream(): void {
    this.#unwind(-1);
    this.#removePossibleKey();
    this.#possibleKeys.clear();
    this.#push('stream-end');
    this.#done = true;
  }

  #fetchDirective(): void {
    this.#unwind(-1);
    this.#removePossibleKey();
    this.#allowSimpleKey = false;
    this.#tokens.push(scanDirective(this.#cursor));
  }

  #fetchMarker(type: PlainTokenType): void {
    this.#unwind(-1);
    this.#removePossibleKey();
    this.#allowSimpleKey = false;
    this.#push(type);
    this.#cursor.skip(3);
  }

  #openFlow(type: PlainTokenType): boolean {
    this.#savePossibleKey();
    this.#flowLevel++;
    this.#allowSimpleKey = true;
    return this.#one(type);
  }

  #closeFlow(type: PlainTokenType): boolean {
    this.#removePossibleKey();
    this.#flowLevel--;
    this.#allowSimpleKey = false;
    return this.#one(type);
  }

  #fetchFlowEntry(): boolean {
    this.#allowSimpleKey = true;
    this.#removePossibleKey();
    return this.#one('flow-entry');
  }

  #fetchBlockEntry(): boolean {
    if (this.#flowLevel === 0) {
      if (!this.#allowSimpleKey) throw new YamlProblem('a list entry is not allowed here', this.#cursor.mark());
      if (this.#addIndent(this.#cursor.column)) this.#push('block-sequence-start');
    }
    this.#allowSimpleKey = true;
    this.#removePossibleKey();
    return this.#one('block-entry');
  }

  #fetchKey(): boolean {
    if (this.#flowLevel === 0) {
      if (!this.#allowSimpleKey) throw new YamlProblem('a key is not allowed here', this.#cursor.mark());
      if (this.#addIndent(this.#cursor.column)) this.#push('block-mapping-start');
    }
    this.#allowSimpleKey = this.#flowLevel === 0;
    this.#removePossibleKey();
    return this.#one('key');
  }

  #fetchValue(): boolean {
    const key = this.#possibleKeys.get(this.#flowLevel);
    if (key !== undefined) {
      this.#possibleKeys.delete(this.#flowLevel);
      this.#insert(key.tokenNumber, 'key', key.mark);
      if (this.#flowLevel === 0 && this.#addIndent(key.mark.column)) {
        this.#insert(key.tokenNumber, 'block-mapping-start', key.mark);
      }
      this.#allowSimpleKey = false;
      return this.#one('value');
    }
    if (this.#flowLevel === 0) {
      if (!this.#allowSimpleKey)
        throw new YamlProblem('a ": " is not allowed here; a text with it needs quotes', this.#cursor.mark());
      if (this.#addIndent(this.#cursor.column)) this.#push('block-mapping-start');
    }
    this.#allowSimpleKey = this.#flowLevel === 0;
    this.#removePossibleKey();
    return this.#one('value');
  }

  #one(type: PlainTokenType): boolean {
    this.#push(type);
    this.#cursor.skip(1);
    return true;
  }

  #fetchNamed(scan: (start: Mark) => Token): boolean {
    this.#savePossibleKey();
    this.#allowSimpleKey = false;
    this.#tokens.push(scan(this.#cursor.mark()));
    return true;
  }

  #fetchBlockScalar(): boolean {
    this.#allowSimpleKey = true;
    this.#removePossibleKey();
    const start = this.#cursor.mark();
    this.#tokens.push({ type: 'scalar', start, value: scanBlock(this.#cursor, this.#indent), plain: false });
    return true;
  }

  #fetchPlain(): void {
    this.#savePossibleKey();
    const start = this.#cursor.mark();
    const { value, broken } = scanPlain(this.#cursor, this.#indent + 1, this.#flowLevel > 0);
    this.#allowSimpleKey = broken;
    this.#tokens.push({ type: 'scalar', start, value, plain: true });
  }
}
