/** A line of a container's log with the moment at which the engine took it: RFC 3339 with nanoseconds. */
export interface EngineLine {
  readonly at: string | null;
  readonly text: string;
}

/**
 * Whole lines out of a container's log that was asked for with time stamps. Without a terminal the engine sends frames
 * (stream number, length, bytes) of both streams in turns, each beginning with a time; chunks, frames and lines all end
 * anywhere, also inside a character. Of a terminal it sends lines.
 */
export class LogLines {
  readonly #framed: boolean;
  #pending: Buffer = Buffer.alloc(0);
  readonly #unfinished = new Map<number, { at: string | null; bytes: Buffer }>();

  constructor(options: { framed: boolean }) {
    this.#framed = options.framed;
  }

  /** Takes what came and gives the lines that it completes. */
  add(chunk: Buffer): EngineLine[] {
    if (!this.#framed) return this.#split(TERMINAL, null, chunk).map(stamped);
    const lines: EngineLine[] = [];
    let rest = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    while (rest.length >= HEADER_BYTES) {
      const end = HEADER_BYTES + rest.readUInt32BE(LENGTH_AT);
      if (rest.length < end) break;
      const { at, bytes } = stampOf(rest.subarray(HEADER_BYTES, end));
      lines.push(...this.#split(rest.readUInt8(0), at, bytes));
      rest = rest.subarray(end);
    }
    this.#pending = rest;
    return lines;
  }

  /** What stands there without an end of line when nothing more comes. */
  end(): EngineLine[] {
    const lines = [...this.#unfinished.values()].filter(({ bytes }) => bytes.length > 0);
    this.#unfinished.clear();
    return lines.map(({ at, bytes }) => ({ at, text: decode(bytes) }));
  }

  #split(stream: number, stamp: string | null, bytes: Buffer): EngineLine[] {
    const lines: EngineLine[] = [];
    const begun = this.#unfinished.get(stream);
    let rest = begun ? Buffer.concat([begun.bytes, bytes]) : bytes;
    for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE)) {
      lines.push({ at: stamp, text: decode(rest.subarray(0, end)) });
      rest = rest.subarray(end + 1);
    }
    this.#unfinished.set(stream, { at: stamp, bytes: rest });
    return lines;
  }
}

const TERMINAL = 0;
const HEADER_BYTES = 8;
const LENGTH_AT = 4;
const NEWLINE = 10;
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z /;
const STAMP_BYTES_MAX = 40;

/** A long line comes as several messages, each with a time of its own. */
function stampOf(message: Buffer): { at: string | null; bytes: Buffer } {
  const stamp = STAMP.exec(message.toString('latin1', 0, STAMP_BYTES_MAX))?.[0];
  if (stamp === undefined) return { at: null, bytes: message };
  return { at: stamp.trimEnd(), bytes: message.subarray(stamp.length) };
}

function stamped({ text }: EngineLine): EngineLine {
  const stamp = STAMP.exec(text)?.[0] ?? '';
  return { at: stamp === '' ? null : stamp.trimEnd(), text: text.slice(stamp.length) };
}

/** A terminal ends its lines with a carriage return too. */
function decode(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
