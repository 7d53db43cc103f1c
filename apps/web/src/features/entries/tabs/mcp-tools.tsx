import { isJsonObject, type McpTool } from '@regent/core';
import { createMemo, For, Show } from 'solid-js';
import { api } from '../../../lib/api.ts';
import type { ItemSection } from '../../../lib/item/item-inspector.tsx';
import type { ItemTab } from '../../../lib/item/list-screen.tsx';
import { valueAt } from '../../../lib/item/path.ts';
import { createTrial, TrialRow } from '../../../lib/trial/trial.tsx';
import { Check, TextInput } from '../../../ui/field.tsx';

const ALLOWED = ['server', 'allowed_tools'];
const COSTS = ['server', 'mcp_info', 'mcp_server_cost_info', 'tool_name_to_cost_per_query'];

/** The server's tools, asked for before anything is saved: which are allowed, and what a call costs. */
export const mcpToolsTab: ItemTab = {
  value: 'tools',
  label: 'Tools',
  body: (section) => <McpTools {...section} />,
};

function McpTools(props: ItemSection) {
  const trial = createTrial(() => api.trial.mcpServer.mutate({ data: props.draft.data() }));
  const allowed = createMemo(() => {
    const value = props.draft.get(ALLOWED);
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : null;
  });
  const costs = () => {
    const value = props.draft.get(COSTS);
    return isJsonObject(value) ? value : {};
  };
  // What is allowed or priced stays in view, also when the server does not offer it (any more).
  const tools = createMemo((): readonly McpTool[] => {
    const offered = trial.answer()?.tools ?? [];
    const names = new Set(offered.map(({ name }) => name));
    const others = [...new Set([...(allowed() ?? []), ...Object.keys(costs())])].filter((name) => !names.has(name));
    return [...offered, ...others.map((name) => ({ name, description: '' }))];
  });
  const allow = (name: string, on: boolean) => {
    const now = allowed() ?? tools().map((tool) => tool.name);
    const next = on ? [...now, name] : now.filter((one) => one !== name);
    const every = tools().every((tool) => next.includes(tool.name));
    props.draft.set(ALLOWED, every ? undefined : next);
  };
  return (
    <>
      <TrialRow
        title="Fetch the tools"
        text="Asks the server itself, with what is typed here and the secrets of the vault. Nothing is saved."
        action="Fetch"
        busy={trial.busy()}
        disabled={props.locked() || props.draft.text(['server', 'url']) === ''}
        result={trial.answer()}
        error={trial.error()}
        onRun={() => void trial.run()}
      />
      <Show when={tools().length > 0}>
        <section>
          <div class="group-title">
            <h3>Tools</h3>
            <small>{allowed() === null ? 'all are allowed' : 'only the chosen ones are allowed'}</small>
          </div>
          <ul class="group" aria-label="Tools">
            <For each={tools().map(({ name }) => name)}>
              {(name) => (
                <li class="item">
                  <Check
                    label={`Allow ${name}`}
                    on={allowed()?.includes(name) ?? true}
                    onChange={(on) => allow(name, on)}
                  />
                  <div class="grow-1">
                    <span class="mono">{name}</span>
                    <small class="block clip">{tools().find((tool) => tool.name === name)?.description}</small>
                  </div>
                  <Cost
                    name={name}
                    value={valueAt(costs(), [name])}
                    disabled={props.locked()}
                    onValue={(cost) => props.draft.set([...COSTS, name], cost)}
                  />
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
    </>
  );
}

function Cost(props: {
  readonly name: string;
  readonly value: unknown;
  readonly disabled: boolean;
  readonly onValue: (cost: number | undefined) => void;
}) {
  const type = (text: string) => {
    const number = Number(text);
    if (text.trim() === '') props.onValue(undefined);
    else if (Number.isFinite(number) && number >= 0) props.onValue(number);
  };
  return (
    <span class="cost">
      <TextInput
        aria-label={`Cost of a call of ${props.name}`}
        inputMode="decimal"
        unit="$ / call"
        disabled={props.disabled}
        value={typeof props.value === 'number' ? String(props.value) : ''}
        onValue={type}
      />
    </span>
  );
}
