import { type EntryKind, guardrailModes, isSecretName, type JsonObject } from '@regent/core';
import type { EntryField } from '../../lib/item/entry-form.tsx';
import type { ItemTab } from '../../lib/item/list-screen.tsx';
import { type Path, textAt } from '../../lib/item/path.ts';
import { usedByTab } from '../../lib/item/tabs.tsx';
import { mcpToolsTab } from './tabs/mcp-tools.tsx';
import { passThroughTab, passThroughTryTab } from './tabs/pass-through.tsx';
import { tryTab } from './tabs/try-entry.tsx';

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
  readonly form?: readonly (readonly EntryField[])[];
  /** Before and after the tab with every parameter. */
  readonly first?: readonly ItemTab[];
  readonly last?: readonly ItemTab[];
  readonly empty: string;
}

const at = (...path: string[]): EntryField => ({ path });
const isProgram = (data: JsonObject) => textAt(data, ['server', 'transport']) === 'stdio';
const signsIn = (data: JsonObject) => !['', 'none'].includes(textAt(data, ['server', 'auth_type']));

const guardrailForm: readonly (readonly EntryField[])[] = [
  [
    at('guardrail_name'),
    {
      path: ['litellm_params', 'guardrail'],
      spec: { label: 'Integration', values: ['presidio', 'bedrock', 'lakera_v2', 'aporia', 'aim', 'guardrails_ai'] },
    },
    { path: ['litellm_params', 'mode'], spec: { label: 'Runs', type: 'enum', values: guardrailModes } },
    { path: ['litellm_params', 'default_on'], spec: { label: 'For every request' } },
  ],
  [
    at('litellm_params', 'api_key'),
    at('litellm_params', 'api_base'),
    { path: ['litellm_params', 'unreachable_fallback'], spec: { label: 'When it is away' } },
  ],
];

const mcpForm: readonly (readonly EntryField[])[] = [
  [
    { path: ['name'], spec: { label: 'Name', type: 'text', help: 'Name that keys and teams refer to.' } },
    at('server', 'transport'),
    { ...at('server', 'url'), onlyIf: (data) => !isProgram(data) },
    { ...at('server', 'command'), onlyIf: isProgram },
    { ...at('server', 'args'), onlyIf: isProgram },
  ],
  [
    { path: ['server', 'auth_type'], spec: { label: 'Signs in with' } },
    { path: ['server', 'auth_value'], spec: { label: 'Token or key' }, onlyIf: signsIn },
  ],
  [at('server', 'allowed_tools'), at('server', 'description')],
];

const searchToolForm: readonly (readonly EntryField[])[] = [
  [at('search_tool_name'), at('litellm_params', 'search_provider')],
  [at('litellm_params', 'api_key'), at('litellm_params', 'api_base')],
];

const vectorStoreForm: readonly (readonly EntryField[])[] = [
  [at('vector_store_name'), at('litellm_params', 'vector_store_id'), at('litellm_params', 'custom_llm_provider')],
  [at('litellm_params', 'api_key'), at('litellm_params', 'api_base')],
  [at('litellm_params', 'vector_store_description')],
];

const holdsSecret = (data: JsonObject) => typeof data.value === 'object' || isSecretName(textAt(data, ['name']));
const valueHelp = 'What the engine finds under the name.';

const variableForm: readonly (readonly EntryField[])[] = [
  [
    { path: ['name'], spec: { label: 'Name', type: 'text', help: 'As the engine or a logger reads it.' } },
    {
      path: ['value'],
      spec: { label: 'Value', type: 'secret', help: valueHelp },
      onlyIf: holdsSecret,
    },
    {
      path: ['value'],
      spec: { label: 'Value', type: 'text', help: valueHelp },
      onlyIf: (data) => !holdsSecret(data),
    },
    {
      path: ['target'],
      spec: {
        label: 'Set in',
        type: 'enum',
        values: ['process', 'file'],
        help: "The engine's own environment, or environment_variables of the file, which count later.",
      },
    },
  ],
];

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
    blank: { prompt_id: '', litellm_params: { prompt_integration: '' } },
    note: ['litellm_params', 'prompt_integration'],
    maps: [['litellm_params'], []],
    empty: 'A prompt is a template that requests may name.',
  },
  agent: {
    kind: 'agent',
    name: ['agent_name'],
    blank: { agent_name: '' },
    note: ['litellm_params', 'model'],
    maps: [['agent_card_params'], ['litellm_params'], []],
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
