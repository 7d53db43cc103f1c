import { type Mark, YamlProblem } from './problem.ts';

const NUL = 0;
const unprintable = /[^\t\n\r\x20-\x7E\x85\xA0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Walks over a text that ends with a NUL, counting lines as YAML 1.1 does (also NEL, LS and PS break lines). */
export class Cursor {
  readonly text: string;
  index = 0;
  line = 0;
  #lineStart = 0;

  constructor(text: string) {
    this.text = `${text}\0`;
    const bad = unprintable.exec(text);
    if (bad !== null) {
      this.forward(bad.index);
      throw new YamlProblem(`character ${codePointName(bad[0])} is not allowed`, this.mark());
    }
    if (text.startsWith('\uFEFF')) {
      this.index = 1;
      this.#lineStart = 1;
    }
  }

  get column(): number {
    return this.index - this.#lineStart;
  }

  mark(): Mark {
    return { line: this.line, column: this.column };
  }

  peek(offset = 0): number {
    const code = this.text.charCodeAt(this.index + offset);
    return Number.isNaN(code) ? NUL : code;
  }

  slice(length: number): string {
    return this.text.slice(this.index, this.index + length);
  }

  /** Moves on, over line breaks too. */
  forward(length = 1): void {
    for (let count = 0; count < length; count++) {
      const code = this.peek();
      this.index++;
      if (isBreak(code) && !(code === 13 && this.peek() === 10)) {
        this.line++;
        this.#lineStart = this.index;
      }
    }
  }

  /** Moves on within a line. */
  skip(length: number): void {
    this.index += length;
  }

  takeSpaces(): void {
    while (this.peek() === 32) this.index++;
  }

  takeComment(): void {
    if (this.peek() === 35) while (!isBreakOrEnd(this.peek())) this.index++;
  }

  /** Takes one line break; CR, LF, CRLF and NEL read as `\n`. Empty text when there is none. */
  takeBreak(): string {
    const code = this.peek();
    if (code === 13 && this.peek(1) === 10) {
      this.forward(2);
      return '\n';
    }
    if (!isBreak(code)) return '';
    this.forward();
    return code === 0x2028 || code === 0x2029 ? String.fromCharCode(code) : '\n';
  }

  atDocumentMarker(): boolean {
    const three = this.slice(3);
    return (three === '---' || three === '...') && isBlankOrEnd(this.peek(3));
  }
}

export function isBreak(code: number): boolean {
  return code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029;
}

export function isBreakOrEnd(code: number): boolean {
  return code === NUL || isBreak(code);
}

export function isBlankOrEnd(code: number): boolean {
  return code === 32 || code === 9 || code === NUL || isBreak(code);
}

/** Letters, digits, `-` and `_`: what names of anchors, tags and directives are made of. */
export function isWord(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 45 ||
    code === 95
  );
}

/** For messages: `"\t"`, `"é"`, `end of file`. */
export function charName(code: number): string {
  return code === NUL ? 'the end of the file' : JSON.stringify(String.fromCharCode(code));
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
