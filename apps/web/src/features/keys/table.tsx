import type { VirtualKeyView } from '@regent/core';
import { createMemo, For, Show } from 'solid-js';
import { now } from '../../lib/clock.ts';
import { Check } from '../../ui/field.tsx';
import { onRowKeys } from '../../ui/row-keys.ts';
import { RelativeTime, Status } from '../../ui/words.tsx';
import { Budget } from './budget.tsx';
import { keyName, keyState, limitText } from './key-words.ts';

export const keySorts = ['key_alias', 'spend', 'created_at'] as const;
export type KeySort = (typeof keySorts)[number];

/** One page of keys. Rows are kept by token, so focus survives every change. */
export function KeyTable(props: {
  readonly keys: readonly VirtualKeyView[];
  readonly openToken: string | undefined;
  readonly onOpen: (token: string) => void;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (tokens: readonly string[], on: boolean) => void;
  readonly sort: KeySort;
  readonly onSort: (by: KeySort) => void;
}) {
  const byToken = createMemo(() => new Map(props.keys.map((key) => [key.token, key])));
  const tokens = createMemo(() => [...byToken().keys()]);
  const chosen = () => tokens().filter((token) => props.selected.has(token)).length;
  const header = (by: KeySort, label: string, look: string) => (
    <th class={look} aria-sort={props.sort === by ? 'descending' : undefined}>
      <button type="button" class="sort" onClick={() => props.onSort(by)}>
        {label}
      </button>
    </th>
  );
  return (
    <table class="table keys" role="grid" aria-label="Keys" onKeyDown={onRowKeys}>
      <thead>
        <tr>
          <th class="p2 pick">
            <Check
              label="Select all"
              on={chosen() > 0 && chosen() === tokens().length}
              mixed={chosen() > 0 && chosen() < tokens().length}
              onChange={(on) => props.onSelect(tokens(), on)}
            />
          </th>
          {header('key_alias', 'Name', 'grow')}
          <th class="p2">Key</th>
          <th class="p3">Models</th>
          {header('spend', 'Spend, this period', 'last')}
          <th class="num p3">Limit</th>
          <th class="p2">Expires</th>
          <th class="p2">State</th>
        </tr>
      </thead>
      <tbody>
        <For each={tokens()}>
          {(token) => (
            <Show when={byToken().get(token)}>
              {(key) => (
                <Row
                  view={key()}
                  open={props.openToken === token}
                  selected={props.selected.has(token)}
                  onOpen={() => props.onOpen(token)}
                  onSelect={(on) => props.onSelect([token], on)}
                />
              )}
            </Show>
          )}
        </For>
      </tbody>
    </table>
  );
}

function Row(props: {
  readonly view: VirtualKeyView;
  readonly open: boolean;
  readonly selected: boolean;
  readonly onOpen: () => void;
  readonly onSelect: (on: boolean) => void;
}) {
  const state = () => keyState(props.view, now());
  return (
    <tr data-row tabIndex={0} aria-selected={props.open} onClick={() => props.onOpen()}>
      <td class="p2 pick">
        <Check label={`Select ${keyName(props.view)}`} on={props.selected} onChange={(on) => props.onSelect(on)} />
      </td>
      <td class="grow">
        <strong class="name clip block">{keyName(props.view)}</strong>
        <span class="sub clip">
          {props.view.masked} · {state().word}
        </span>
      </td>
      <td class="mono p2">{props.view.masked}</td>
      <td class="p3">
        <span class="clip block">{props.view.models.length === 0 ? 'all' : props.view.models.join(', ')}</span>
      </td>
      <td class="last">
        <Budget view={props.view} />
      </td>
      <td class="num p3">{limitText(props.view)}</td>
      <td class="p2">
        <Show when={props.view.expiresAt} fallback={<span class="quiet">never</span>}>
          {(at) => <RelativeTime at={at()} />}
        </Show>
      </td>
      <td class="p2">
        <Status state={state().state}>{state().word}</Status>
      </td>
    </tr>
  );
}
