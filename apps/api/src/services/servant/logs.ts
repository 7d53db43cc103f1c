import type { LogLineView } from '@regent/core';
import { createRedactor, type Redactor, vaultRedactor } from '../apply/redactor.ts';
import type { Ctx } from '../../app-context.ts';

/** The last lines of the engine, redacted. */
export async function servantLogs(ctx: Ctx, input: { tail: number }): Promise<LogLineView[]> {
  const redact = await vaultRedactor(ctx);
  const lines: LogLineView[] = [];
  for await (const line of ctx.servant.logs({ tail: input.tail, follow: false })) {
    lines.push({ ...line, text: redact(line.text) });
  }
  return lines;
}

/** The last lines, then each new one until `signal` aborts. Secrets that come meanwhile are known within seconds. */
export async function* followServantLogs(
  ctx: Ctx,
  input: { tail: number },
  signal: AbortSignal,
): AsyncGenerator<LogLineView> {
  let redact: Redactor = createRedactor([]);
  let until = 0;
  for await (const line of ctx.servant.logs({ tail: input.tail, follow: true, signal })) {
    const now = ctx.clock().getTime();
    if (now >= until) {
      redact = await vaultRedactor(ctx);
      until = now + REFRESH_MS;
    }
    yield { ...line, text: redact(line.text) };
  }
}

const REFRESH_MS = 2_000;
