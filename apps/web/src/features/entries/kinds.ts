import type { EntryKind, JsonObject } from '@regent/core';
import type { Path } from '../../lib/item/path.ts';

/** How the general entry screen shows a kind: its words, where its name is, what a new one starts with. */
export interface EntryWords {
  readonly kind: EntryKind;
  readonly one: string;
  readonly name: Path;
  readonly blank: JsonObject;
  /** Shown beside the name. */
  readonly note: Path;
  readonly maps: readonly Path[];
  readonly empty: string;
}

export const entryWords = {
  guardrail: {
    kind: 'guardrail',
    one: 'guardrail',
    name: ['guardrail_name'],
    blank: { guardrail_name: '', litellm_params: { guardrail: '', mode: 'pre_call' } },
    note: ['litellm_params', 'guardrail'],
    maps: [['litellm_params'], ['guardrail_info'], []],
    empty: 'A guardrail looks at requests or answers, and may change or refuse them.',
  },
  mcp_server: {
    kind: 'mcp_server',
    one: 'MCP server',
    name: ['name'],
    blank: { name: '', server: { url: '', transport: 'http' } },
    note: ['server', 'url'],
    maps: [['server']],
    empty: 'An MCP server offers its tools through the gateway.',
  },
  search_tool: {
    kind: 'search_tool',
    one: 'search tool',
    name: ['search_tool_name'],
    blank: { search_tool_name: '', litellm_params: { search_provider: '' } },
    note: ['litellm_params', 'search_provider'],
    maps: [['litellm_params'], []],
    empty: 'A search tool answers web searches through the gateway.',
  },
  pass_through_endpoint: {
    kind: 'pass_through_endpoint',
    one: 'pass-through endpoint',
    name: ['path'],
    blank: { path: '/', target: '' },
    note: ['target'],
    maps: [[]],
    empty: 'A pass-through endpoint forwards a path of the gateway to another address.',
  },
  vector_store: {
    kind: 'vector_store',
    one: 'vector store',
    name: ['vector_store_name'],
    blank: { vector_store_name: '', litellm_params: {} },
    note: ['litellm_params', 'custom_llm_provider'],
    maps: [['litellm_params'], []],
    empty: 'A vector store can be searched by models.',
  },
  prompt: {
    kind: 'prompt',
    one: 'prompt',
    name: ['prompt_id'],
    blank: { prompt_id: '', litellm_params: { prompt_integration: '' } },
    note: ['litellm_params', 'prompt_integration'],
    maps: [['litellm_params'], []],
    empty: 'A prompt is a template that requests may name.',
  },
  agent: {
    kind: 'agent',
    one: 'agent',
    name: ['agent_name'],
    blank: { agent_name: '' },
    note: ['litellm_params', 'model'],
    maps: [['agent_card_params'], ['litellm_params'], []],
    empty: 'An agent is offered to clients that speak A2A.',
  },
  env_var: {
    kind: 'env_var',
    one: 'environment variable',
    name: ['name'],
    blank: { name: '', value: '', target: 'process' },
    note: ['target'],
    maps: [[]],
    empty: "A variable of the Servant's environment.",
  },
} as const satisfies Partial<Record<EntryKind, EntryWords>>;
