import type { ItemView } from '@regent/core';
import { useSearchParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { useQuery } from '../../lib/query.ts';
import { Segments } from '../../ui/segments.tsx';
import { entryWords } from './kinds.ts';
import { EntryList } from './list.tsx';
import { McpState } from './mcp-state.tsx';

export const Guardrails = () => <EntryList title="Guardrails" words={entryWords.guardrail} />;
export const SearchTools = () => <EntryList title="Search tools" words={entryWords.search_tool} />;
export const PassThrough = () => <EntryList title="Pass-through" words={entryWords.pass_through_endpoint} />;

/** With the health of each server as the gateway finds it; one that is only staged is not served yet. */
export function McpServers() {
  const items = useQuery(() => api.item.list.options({ kind: 'mcp_server' }));
  // Asked again after each Apply that touches one of them.
  const applied = () => items.data?.map(({ key, appliedRevision }) => `${key} ${appliedRevision}`).join();
  const health = useQuery(() => ({
    ...api.trial.mcpHealth.options(),
    queryKey: [...api.trial.mcpHealth.key(), applied()],
    enabled: items.isSuccess,
  }));
  const state = (item: ItemView) => (
    <Show when={item.applied !== null}>
      <McpState health={health} name={String(item.applied?.name ?? item.name)} />
    </Show>
  );
  return <EntryList title="MCP servers" words={entryWords.mcp_server} state={state} />;
}

const others = [
  { value: 'env_var', label: 'Environment' },
  { value: 'vector_store', label: 'Vector stores' },
  { value: 'prompt', label: 'Prompts' },
  { value: 'agent', label: 'Agents' },
] as const;
type Other = (typeof others)[number]['value'];

/** The rarer kinds of entry on one screen. */
export function More() {
  const [address, setAddress] = useSearchParams<{ kind?: string }>();
  const kind = (): Other => others.find(({ value }) => value === address.kind)?.value ?? 'env_var';
  return (
    <EntryList
      title="More entries"
      words={entryWords[kind()]}
      lead={
        <div class="filters">
          <Segments
            role="tabs"
            label="Kind"
            options={others}
            value={kind()}
            onChange={(next) => setAddress({ kind: next, item: undefined, q: undefined })}
          />
        </div>
      }
    />
  );
}
