/** `allowed_tools` (null: every tool) and `disallowed_tools` of an MCP server; the second wins. */
export interface ToolLists {
  readonly allowed: readonly string[] | null;
  readonly disallowed: readonly string[];
}

export function isAllowed({ allowed, disallowed }: ToolLists, name: string): boolean {
  return !disallowed.includes(name) && (allowed === null || allowed.includes(name));
}

/** The lists after one tool was switched. A list of allowed tools that holds every one goes away again. */
export function withAllowed(
  lists: ToolLists,
  wish: { readonly name: string; readonly on: boolean; readonly all: readonly string[] },
): { allowed: string[] | null; disallowed: readonly string[] } {
  const { name, on, all } = wish;
  const disallowed = on ? lists.disallowed.filter((one) => one !== name) : lists.disallowed;
  const now = lists.allowed ?? all.filter((one) => isAllowed(lists, one));
  const next = on ? [...new Set([...now, name])] : now.filter((one) => one !== name);
  const every = all.every((one) => next.includes(one) || disallowed.includes(one));
  return { allowed: every ? null : next, disallowed };
}
