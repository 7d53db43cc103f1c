/** Everything that LiteLLM gave to this process: the schema names the variables that hold its database. */
export function engineEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
