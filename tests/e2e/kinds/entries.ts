import type { EntryKind } from '@regent/core';

/** How an entry of one kind is made and edited: labels as its form shows them, values as somebody types them. */
export interface EntryRow {
  /** Where a new one is typed. */
  readonly address: string;
  /** What it cannot do without, typed last. */
  readonly needed: Field;
  readonly others: readonly Field[];
  readonly edit: Field;
  /** What its row shows; what is needed, where absent. */
  readonly shown?: string;
}

export interface Field {
  readonly label: string;
  readonly value: string;
}

const field = (label: string, value: string): Field => ({ label, value });
const more = (kind: EntryKind, tab = '') => `/more?kind=${kind}&item=new${tab}`;
/** A place that nothing answers at: nothing here is ever called. */
const NOWHERE = 'http://127.0.0.1:9';

export const entryRows: Readonly<Record<EntryKind, EntryRow>> = {
  model: {
    address: '/models/new',
    needed: field('Public name', 'house'),
    others: [field('Provider', 'OpenAI'), field('Model', 'gpt-4o-mini')],
    edit: field('Notes', 'for the house'),
    shown: 'gpt-4o-mini',
  },
  credential: {
    address: '/providers?item=new',
    needed: field('Name', 'house-account'),
    others: [field('API base', `${NOWHERE}/v1`)],
    edit: field('API base', `${NOWHERE}/v2`),
  },
  alias: {
    address: '/routing/aliases?item=new',
    needed: field('Name', 'home'),
    others: [field('Answers as', 'house')],
    edit: field('Answers as', 'elsewhere'),
  },
  fallback: {
    address: '/routing/fallbacks?item=new',
    needed: field('Group', '*'),
    others: [field('Add to targets', 'house')],
    edit: field('Group', 'elsewhere'),
  },
  guardrail: {
    address: '/guardrails?item=new',
    needed: field('Name', 'house-rules'),
    others: [field('Integration', 'lakera_v2'), field('API base', NOWHERE)],
    edit: field('When it is away', 'fail_open'),
  },
  mcp_server: {
    address: '/mcp?item=new',
    needed: field('Name', 'letters'),
    others: [field('URL', `${NOWHERE}/mcp`)],
    edit: field('Description', 'Reads and writes letters.'),
  },
  search_tool: {
    address: '/search-tools?item=new',
    needed: field('Name', 'house-search'),
    others: [field('Search provider', 'searxng'), field('API base', NOWHERE)],
    edit: field('Search provider', 'tavily'),
  },
  pass_through_endpoint: {
    address: '/pass-through?item=new',
    needed: field('Path', '/house'),
    others: [field('Target', NOWHERE)],
    edit: field('Timeout', '30'),
  },
  vector_store: {
    address: more('vector_store'),
    needed: field('Name', 'house-store'),
    others: [field('Vector store ID', 'vs_1'), field('Custom LLM provider', 'openai')],
    edit: field('Vector store description', 'What the house knows.'),
  },
  prompt: {
    address: more('prompt'),
    needed: field('Name', 'house-greeting'),
    others: [field('Template', 'User: Welcome')],
    edit: field('Template', 'User: Good evening'),
  },
  agent: {
    address: more('agent'),
    needed: field('Name', 'house-agent'),
    others: [field('Shown name', 'House'), field('Address', NOWHERE)],
    edit: field('Address', `${NOWHERE}/a2a`),
  },
  env_var: {
    address: more('env_var'),
    needed: field('Name', 'HOUSE_COLOUR'),
    others: [field('Value', 'green')],
    edit: field('Value', 'blue'),
  },
};
