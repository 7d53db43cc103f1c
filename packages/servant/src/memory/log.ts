import type { LogLine, LogOptions } from '../driver.ts';

/** A log in memory that any number of readers follow, each at its own pace. */
export class MemoryLog {
  readonly #now: () => Date;
  readonly #lines: LogLine[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  add(text: string, level: LogLine['level']): void {
    this.#lines.push({ at: this.#now().toISOString(), level, text });
    for (const wake of this.#waiting) wake();
  }

  async *follow({ tail, follow, signal }: LogOptions): AsyncGenerator<LogLine> {
    let next = Math.max(0, this.#lines.length - tail);
    for (;;) {
      const line = this.#lines[next];
      if (line) {
        next += 1;
        yield line;
      } else if (!follow || signal?.aborted) {
        return;
      } else {
        await this.#added(signal);
      }
    }
  }

  #added(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }
}
