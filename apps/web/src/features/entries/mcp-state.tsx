import type { McpHealth } from '@regent/core';
import type { UseQueryResult } from '@tanstack/solid-query';
import { Match, Switch } from 'solid-js';
import { toFailure } from '../../lib/failure.ts';
import { Status } from '../../ui/words.tsx';

const words = {
  healthy: { state: 'ok', word: 'Answers' },
  failing: { state: 'bad', word: 'Fails' },
  unknown: { state: 'unknown', word: 'Not checked' },
} as const;

/** What the gateway found when it spoke to one of its MCP servers. */
export function McpState(props: { readonly health: UseQueryResult<McpHealth[], Error>; readonly name: string }) {
  const found = () => words[props.health.data?.find(({ name }) => name === props.name)?.state ?? 'unknown'];
  return (
    <Switch>
      <Match when={props.health.isPending}>
        <Status state="unknown">Asking…</Status>
      </Match>
      <Match when={props.health.isError}>
        <Status state="unknown" title={toFailure(props.health.error).message}>
          Not checked
        </Status>
      </Match>
      <Match when={props.health.isSuccess}>
        <Status state={found().state}>{found().word}</Status>
      </Match>
    </Switch>
  );
}
