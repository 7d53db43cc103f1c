import { isJsonObject, type ItemView, type McpTool } from '@regent/core';
import { createMemo, For, Show } from 'solid-js';
import { api } from '../../../lib/api.ts';
import { plural } from '../../../lib/format.ts';
import type { ItemSection } from '../../../lib/item/item-inspector.tsx';
import type { ItemTab } from '../../../lib/item/list-screen.tsx';
import { valueAt } from '../../../lib/item/path.ts';
import { createTrial, TrialRow } from '../../../lib/trial/trial.tsx';
import { Check, TextInput } from '../../../ui/field.tsx';
import { isAllowed, withAllowed } from './allowed-tools.ts';

const ALLOWED = ['server', 'allowed_tools'];
const DISALLOWED = ['server', 'disallowed_tools'];
const COSTS = ['server', 'mcp_info', 'mcp_server_cost_info', 'tool_name_to_cost_per_query'];

/** The server's tools: asked for before anything is saved or through the gateway, which are allowed, what a call costs. */
export const mcpToolsTab: ItemTab = {
  value: 'tools',
  label: 'Tools',
  body: (section, view) => <McpTools {...section} view={view} />,
};

function McpTools(props: ItemSection & { readonly view: ItemView | null }) {
  const typed = createTrial(() => api.trial.mcpServer.mutate({ data: props.draft.data() }));
  const applied = createTrial((key: string) => api.trial.mcpApplied.mutate({ key }));
  const offered = createMemo(() => {
    const found = [...(typed.answer()?.tools ?? []), ...(applied.answer()?.tools ?? [])];
    return found.filter((tool, at) => found.findIndex(({ name }) => name === tool.name) === at);
  });
  return (
    <>
      <TrialRow
        title="Fetch the tools"
        text="Asks the server itself, with what is typed here and the secrets of the vault. Nothing is saved."
        action="Fetch"
        busy={typed.busy()}
        disabled={props.locked() || props.draft.text(['server', 'url']) === ''}
        result={typed.answer()}
        error={typed.error()}
        onRun={() => void typed.run()}
      />
      <Show when={props.view?.applied ? props.view : null}>
        {(view) => (
          <TrialRow
            title="Through the gateway"
            text="The gateway asks the server as it is applied, and tells every tool, also those that are not allowed."
            action="Ask"
            busy={applied.busy()}
            disabled={props.locked()}
            result={applied.answer()}
            error={applied.error()}
            onRun={() => void applied.run(view().key)}
          />
        )}
      </Show>
      <ToolList {...props} offered={offered()} />
    </>
  );
}

function ToolList(props: ItemSection & { readonly offered: readonly McpTool[] }) {
  const listed = (path: readonly string[]) => {
    const value = props.draft.get(path);
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : null;
  };
  const lists = createMemo(() => ({ allowed: listed(ALLOWED), disallowed: listed(DISALLOWED) ?? [] }));
  const costs = () => {
    const value = props.draft.get(COSTS);
    return isJsonObject(value) ? value : {};
  };
  // What is allowed, forbidden or priced stays in view, also when the server does not offer it (any more).
  const names = createMemo(() => [
    ...new Set([
      ...props.offered.map(({ name }) => name),
      ...(lists().allowed ?? []),
      ...lists().disallowed,
      ...Object.keys(costs()),
    ]),
  ]);
  const allow = (name: string, on: boolean) => {
    const next = withAllowed(lists(), { name, on, all: names() });
    props.draft.set(ALLOWED, next.allowed ?? undefined);
    props.draft.set(DISALLOWED, next.disallowed.length === 0 ? undefined : [...next.disallowed]);
  };
  const count = () => names().filter((name) => isAllowed(lists(), name)).length;
  return (
    <Show when={names().length > 0}>
      <section>
        <div class="group-title">
          <h3>{plural(names().length, 'tool')}</h3>
          <small>{count() === names().length ? 'all are allowed' : `${count()} allowed`}</small>
        </div>
        <ul class="group" aria-label="Tools">
          <For each={names()}>
            {(name) => (
              <Tool
                name={name}
                tool={props.offered.find((one) => one.name === name)}
                allowed={isAllowed(lists(), name)}
                cost={valueAt(costs(), [name])}
                locked={props.locked()}
                onAllow={(on) => allow(name, on)}
                onCost={(cost) => props.draft.set([...COSTS, name], cost)}
              />
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}

function Tool(props: {
  readonly name: string;
  readonly tool: McpTool | undefined;
  readonly allowed: boolean;
  readonly cost: unknown;
  readonly locked: boolean;
  readonly onAllow: (on: boolean) => void;
  readonly onCost: (cost: number | undefined) => void;
}) {
  const typeCost = (text: string) => {
    const number = Number(text);
    if (text.trim() === '') props.onCost(undefined);
    else if (Number.isFinite(number) && number >= 0) props.onCost(number);
  };
  return (
    <li class="item tool">
      <Check
        label={`Allow ${props.name}`}
        disabled={props.locked}
        on={props.allowed}
        onChange={(on) => props.onAllow(on)}
      />
      <div class="grow-1">
        <span class="mono">{props.name}</span>
        <small class="block">{props.tool?.description}</small>
        <Show when={props.tool?.schema}>
          {(schema) => (
            <details>
              <summary class="quiet">{parametersOf(schema())}</summary>
              <pre class="answer">{JSON.stringify(schema(), null, 2)}</pre>
            </details>
          )}
        </Show>
      </div>
      <span class="cost">
        <TextInput
          aria-label={`Cost of a call of ${props.name}`}
          inputMode="decimal"
          unit="$ / call"
          disabled={props.locked}
          value={typeof props.cost === 'number' ? String(props.cost) : ''}
          onValue={typeCost}
        />
      </span>
    </li>
  );
}

/** `text, language?`: what a call takes, at a glance. */
function parametersOf(schema: McpTool['schema']): string {
  const names = isJsonObject(schema?.properties) ? Object.keys(schema.properties) : [];
  const needed = Array.isArray(schema?.required) ? schema.required : [];
  if (names.length === 0) return 'takes nothing';
  return `takes ${names.map((name) => (needed.includes(name) ? name : `${name}?`)).join(', ')}`;
}
