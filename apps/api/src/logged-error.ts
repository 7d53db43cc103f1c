/** What the log keeps of an error: never the parameters of a query, which hold what people entered. */
export function loggedError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
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

/** Drizzle writes them into its message: `Failed query: … params: …`. */
function withoutParameters(text: string): string {
  return text.replace(/^params: .*$/gm, 'params: ***');
}
