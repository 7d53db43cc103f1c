import type { ItemView } from '@regent/core';
import { createMemo, For, type JSX, Show } from 'solid-js';
import { onRowKeys } from '../../ui/row-keys.ts';
import { Flag } from '../../ui/words.tsx';
import { PresenceMark } from '../presence.tsx';
import { FindingMark, type FindingsOf, useFindings } from './findings.tsx';

interface ItemColumn {
  readonly title: string;
  /** Where it gives way on a narrow window (`p2`, `p3`), how it is set (`num`, `last`, `quiet`). */
  readonly class?: string;
  readonly cell: (item: ItemView) => JSX.Element;
}

export interface ItemTableProps {
  readonly label: string;
  readonly items: readonly ItemView[];
  readonly columns: readonly ItemColumn[];
  /** Rows under headings; those without an item are left out. */
  readonly sections?:
    | {
        readonly of: (item: ItemView) => string;
        readonly all: (items: readonly ItemView[]) => readonly { readonly value: string; readonly label: string }[];
      }
    | undefined;
  /** The first column; the item's name where absent. */
  readonly name?: ((item: ItemView) => JSX.Element) | undefined;
  readonly openKey: string | undefined;
  readonly onOpen: (key: string) => void;
}

/** Rows are kept by key, so focus survives every edit of what they show. */
export function ItemTable(props: ItemTableProps) {
  const findings = useFindings();
  const byKey = createMemo(() => new Map(props.items.map((item) => [item.key, item])));
  const sections = createMemo(() => props.sections?.all(props.items) ?? [{ value: '', label: '' }]);
  const keysOf = (section: string) =>
    props.items.filter((item) => (props.sections?.of(item) ?? '') === section).map(({ key }) => key);
  const row = (key: string) => (
    <Show when={byKey().get(key)}>{(item) => <ItemRow {...props} item={item()} findings={findings} />}</Show>
  );
  return (
    <table class="table" role="grid" aria-label={props.label} onKeyDown={onRowKeys}>
      <thead>
        <tr>
          <th class="grow">Name</th>
          <For each={props.columns}>{(column) => <th class={column.class}>{column.title}</th>}</For>
        </tr>
      </thead>
      <tbody>
        <For each={sections().map(({ value }) => value)}>
          {(section) => (
            <>
              <Show when={sections().find(({ value }) => value === section)?.label}>
                {(label) => (
                  <tr class="section-row">
                    <td colSpan={props.columns.length + 1}>
                      <h2>{label()}</h2>
                    </td>
                  </tr>
                )}
              </Show>
              <For each={keysOf(section)}>{row}</For>
            </>
          )}
        </For>
      </tbody>
    </table>
  );
}

function ItemRow(props: ItemTableProps & { readonly item: ItemView; readonly findings: FindingsOf }) {
  return (
    <tr
      data-row
      tabIndex={0}
      class={props.item.flag ?? ''}
      aria-selected={props.openKey === props.item.key}
      onClick={() => props.onOpen(props.item.key)}
    >
      <td class="grow">
        <span class="line">
          <Show when={props.name} fallback={<strong class="name clip">{props.item.name}</strong>}>
            {(name) => name()(props.item)}
          </Show>
          <Flag flag={props.item.flag} />
          <FindingMark items={[props.item]} of={props.findings} />
          <PresenceMark items={[props.item]} />
        </span>
      </td>
      <For each={props.columns}>{(column) => <td class={column.class}>{column.cell(props.item)}</td>}</For>
    </tr>
  );
}
