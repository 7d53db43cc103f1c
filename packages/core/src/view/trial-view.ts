/** Answer of one try of something that is configured: bounded in time, redacted, and never an exception. */
export interface TrialResult {
  readonly ok: boolean;
  readonly durationMs: number;
  /** One sentence for people. */
  readonly text: string;
  /** What came back, short; blank where the sentence says it all. */
  readonly answer: string;
}

export interface McpTool {
  readonly name: string;
  readonly description: string;
}

/** What an MCP server says of itself before anything is saved. */
export interface McpTrial extends TrialResult {
  readonly tools: readonly McpTool[];
}

/** The cache as the gateway reaches it. Numbers that the store does not tell are absent, never zero. */
export interface CacheTrial extends TrialResult {
  readonly type: string | null;
  readonly stats: readonly { readonly label: string; readonly value: string }[];
}
