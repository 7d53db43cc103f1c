import { EngineApiError } from '@regent/litellm';

/**
 * What the log keeps of an error: never the parameters of a query, which hold what people entered, nor what the engine
 * said, which may repeat keys.
 */
export function loggedError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof EngineApiError) return engineError(error);
  const { name, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return {
    name,
    message: withoutParameters(error.message),
    ...(code === undefined ? {} : { code }),
    ...(stack === undefined ? {} : { stack: withoutParameters(stack) }),
    ...(cause === undefined ? {} : { cause: loggedError(cause) }),
  };
}

function engineError({ name, status, stack }: EngineApiError): unknown {
  const calls = stack?.split('\n').filter((line) => /^ {4}at /.test(line));
  return { name, status, ...(calls === undefined ? {} : { stack: calls.join('\n') }) };
}

/** Drizzle writes them into its message: `Failed query: … params: …`. */
function withoutParameters(text: string): string {
  return text.replace(/^params: .*$/gm, 'params: ***');
}
