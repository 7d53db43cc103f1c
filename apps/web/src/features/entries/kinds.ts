import type { EntryKind, JsonObject } from '@regent/core';
import type { ItemTab } from '../../lib/item/list-screen.tsx';
import type { Path } from '../../lib/item/path.ts';
import { usedByTab } from '../../lib/item/tabs.tsx';
import {
  agentForm,
  type EntryFormFields,
  guardrailForm,
  mcpForm,
  searchToolForm,
  variableForm,
  vectorStoreForm,
} from './forms.ts';
import { mcpToolsTab } from './tabs/mcp-tools.tsx';
import { passThroughTab, passThroughTryTab } from './tabs/pass-through.tsx';
import { promptTab } from './tabs/prompt.tsx';
import { tryTab } from './tabs/try-entry.tsx';
import { tryPromptTab } from './tabs/try-prompt.tsx';

/** How the general entry screen shows a kind: its words, where its name is, what a new one starts with. */
export interface EntryWords {
  readonly kind: EntryKind;
  readonly name: Path;
  readonly blank: JsonObject;
  /** What has to be there beside the name before the engine is asked. */
  readonly needs?: Path;
  /** Shown beside the name. */
  readonly note: Path;
  readonly maps: readonly Path[];
  /** A form of its own, in groups; without one, every parameter is shown. */
  readonly form?: EntryFormFields;
  /** Before and after the tab with every parameter. */
  readonly first?: readonly ItemTab[];
  readonly last?: readonly ItemTab[];
  readonly empty: string;
}

export const entryWords = {
  guardrail: {
    kind: 'guardrail',
    name: ['guardrail_name'],
    blank: { guardrail_name: '', litellm_params: { guardrail: '', mode: 'pre_call' } },
    note: ['litellm_params', 'guardrail'],
    maps: [['litellm_params'], ['guardrail_info'], []],
    form: guardrailForm,
    last: [
      usedByTab,
      tryTab('guardrail', {
        title: 'Try it on a text',
        text: 'Sends the text through the guardrail as the gateway has it now.',
      }),
    ],
    empty: 'A guardrail looks at requests or answers, and may change or refuse them.',
  },
  mcp_server: {
    kind: 'mcp_server',
    name: ['name'],
    blank: { name: '', server: { url: '', transport: 'http' } },
    note: ['server', 'url'],
    maps: [['server']],
    form: mcpForm,
    last: [mcpToolsTab, usedByTab],
    empty: 'An MCP server offers its tools through the gateway.',
  },
  search_tool: {
    kind: 'search_tool',
    name: ['search_tool_name'],
    blank: { search_tool_name: '', litellm_params: { search_provider: '' } },
    note: ['litellm_params', 'search_provider'],
    maps: [['litellm_params'], []],
    form: searchToolForm,
    last: [
      tryTab('search_tool', {
        title: 'Search once',
        text: 'Asks the search service; it may cost a fraction of a cent.',
      }),
    ],
    empty: 'A search tool answers web searches through the gateway.',
  },
  pass_through_endpoint: {
    kind: 'pass_through_endpoint',
    name: ['path'],
    blank: { path: '', target: '' },
    needs: ['target'],
    note: ['target'],
    maps: [[]],
    first: [passThroughTab],
    last: [passThroughTryTab],
    empty: 'A pass-through endpoint forwards a path of the gateway to another address.',
  },
  vector_store: {
    kind: 'vector_store',
    name: ['vector_store_name'],
    blank: { vector_store_name: '', litellm_params: {} },
    note: ['litellm_params', 'custom_llm_provider'],
    maps: [['litellm_params'], []],
    form: vectorStoreForm,
    last: [tryTab('vector_store', { title: 'Search once', text: 'Asks the store through the gateway.' })],
    empty: 'A vector store can be searched by models.',
  },
  prompt: {
    kind: 'prompt',
    name: ['prompt_id'],
    blank: { prompt_id: '', litellm_params: { prompt_integration: 'dotprompt' } },
    note: ['litellm_params', 'prompt_integration'],
    maps: [['litellm_params'], []],
    first: [promptTab],
    last: [tryPromptTab],
    empty: 'A prompt is a template that requests may name.',
  },
  agent: {
    kind: 'agent',
    name: ['agent_name'],
    blank: {
      agent_name: '',
      agent_card_params: {
        version: '1.0.0',
        protocolVersion: '0.3.0',
        capabilities: {},
        skills: [],
        defaultInputModes: ['text/plain'],
        defaultOutputModes: ['text/plain'],
      },
    },
    needs: ['agent_card_params', 'url'],
    note: ['agent_card_params', 'url'],
    maps: [['agent_card_params'], ['litellm_params'], []],
    form: agentForm,
    empty: 'An agent is offered to clients that speak A2A.',
  },
  env_var: {
    kind: 'env_var',
    name: ['name'],
    blank: { name: '', value: '', target: 'process' },
    note: ['target'],
    maps: [[]],
    form: variableForm,
    empty: "A variable of the Servant's environment.",
  },
} as const satisfies Partial<Record<EntryKind, EntryWords>>;
