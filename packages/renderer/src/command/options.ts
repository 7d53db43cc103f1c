/** What the subcommands take; files may be `-` for standard input. */
export interface CommandOptions {
  readonly files: readonly string[];
  readonly json: boolean;
  readonly engine?: string;
  readonly environment?: readonly string[];
  /** File for secrets: written by `import` (mode 0600), read by `render`. */
  readonly secrets?: string;
}

/** What a subcommand did. 0: fine. 1: errors found, or a difference. 2: a file cannot be read. */
export interface CommandResult {
  readonly exitCode: 0 | 1 | 2;
  /** For standard output, without the last line break. */
  readonly output: string;
}

export function ruleOptions(options: CommandOptions, files: Readonly<Record<string, string>> = {}) {
  return {
    files,
    ...(options.engine === undefined ? {} : { engine: options.engine }),
    ...(options.environment === undefined ? {} : { environment: options.environment }),
  };
}

export const engineHint = 'A version of LiteLLM is wanted, such as 1.104.0.';

/** A version as people type it or as images are tagged (`1.104`, `v1.104.0-stable`), as a number; else null. */
export function engineVersion(text: string): string | null {
  return /^v?(\d+\.\d+(?:\.\d+)?)(?:[-.+]\w+)*$/.exec(text)?.[1] ?? null;
}
