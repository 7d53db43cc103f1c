import type { JsonObject } from '../json.ts';
import type { StoreStats } from './cache-view.ts';

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
  /** JSON Schema of its parameters; null where the server gives none. */
  readonly schema: JsonObject | null;
}

/** An MCP server as the gateway found it. */
export interface McpHealth {
  /** Name of the item. */
  readonly name: string;
  readonly state: 'healthy' | 'failing' | 'unknown';
}

/** What an MCP server says of itself. */
export interface McpTrial extends TrialResult {
  readonly tools: readonly McpTool[];
}

/** The cache as the gateway reaches it. */
export interface CacheTrial extends TrialResult {
  readonly type: string | null;
  /** What the store told the gateway; null where LiteLLM does not ask it. */
  readonly stats: StoreStats | null;
}
