import { createVirtualizer } from '@tanstack/solid-virtual';
import { createEffect, createMemo, createSignal, For, on, onCleanup, onMount, Show, untrack } from 'solid-js';
import type { FindingsOf } from '../../lib/item/findings.tsx';
import { onRowKeys } from '../../ui/row-keys.ts';
import type { ModelGroup } from './grouping.ts';
import { type DeploymentLine, type GroupLine, type Line, lineOfModel, linesOf } from './lines.ts';
import { DeploymentRow, GroupRow } from './rows.tsx';

export interface ListProps {
  readonly groups: readonly ModelGroup[];
  readonly openKey: string | undefined;
  readonly onOpen: (key: string) => void;
  readonly expanded: ReadonlySet<string>;
  readonly onToggle: (name: string) => void;
  /** Null while nothing is being selected. */
  readonly selected: ReadonlySet<string> | null;
  readonly onSelect: (keys: readonly string[], on: boolean) => void;
  readonly mayEdit: boolean;
  readonly findings: FindingsOf;
}

const ROW_PX = 37;
const HEADER_PX = 29;
/** Room that the floating Apply bar may cover. */
const APPLY_BAR_PX = 100;
/** Rows beyond the window, so that the next one can always take the focus; few, because each costs in every frame. */
const SPARE_ROWS = 4;

interface PlacedLine {
  readonly line: Line;
  /** Place among all rows, also those that are not rendered; the header is the first. */
  readonly rowIndex: number;
}

/**
 * Groups by public name, each opening to its deployments. Only the rows in the window exist, however many there are; they are
 * kept by what they show, so focus survives every edit.
 */
export function ModelList(props: ListProps) {
  const lines = createMemo(() => linesOf(props.groups, props.expanded));
  const [body, setBody] = createSignal<HTMLTableSectionElement>();
  const view = useWindow(lines, body, () => props.openKey);
  return (
    <table
      class="table models"
      role="treegrid"
      aria-label="Models"
      aria-rowcount={lines().length + 1}
      onKeyDown={onRowKeys}
    >
      <thead>
        <tr aria-rowindex={1}>
          <Show when={props.selected}>
            <th class="pick">
              <span class="offscreen">Selected</span>
            </th>
          </Show>
          <th class="grow" aria-sort="ascending">
            Name
          </th>
          <th class="credential p3">Credential</th>
          <th class="num p3">Limit</th>
          <th class="num p2">In $/1 M</th>
          <th class="num p2">Out $/1 M</th>
          <th class="last">Health</th>
          <th class="num switches p2">On</th>
        </tr>
      </thead>
      <tbody ref={setBody}>
        <Space px={view.above()} />
        <For each={view.ids()}>{(id) => <LineRow list={props} id={id} find={view.line} />}</For>
        <Space px={view.below()} />
      </tbody>
    </table>
  );
}

/** What a row is never changes with its id, so it is decided once; what it shows follows every edit. */
function LineRow(props: {
  readonly list: ListProps;
  readonly id: string;
  readonly find: (id: string) => PlacedLine | undefined;
}) {
  // A row that is just leaving keeps what it showed last.
  const placed = createMemo<PlacedLine | undefined>((before) => props.find(props.id) ?? before);
  const first = untrack(placed);
  if (!first) return null;
  const now = () => placed() ?? first;
  return first.line.type === 'group' ? (
    <GroupRow list={props.list} line={now().line as GroupLine} rowIndex={now().rowIndex} />
  ) : (
    <DeploymentRow list={props.list} line={now().line as DeploymentLine} rowIndex={now().rowIndex} />
  );
}

/** Stands for the rows that are not there. */
function Space(props: { readonly px: number }) {
  return (
    <Show when={props.px > 0}>
      <tr class="space" aria-hidden="true">
        <td style={{ 'block-size': `${props.px}px` }} />
      </tr>
    </Show>
  );
}

/** Which rows are in the window. All rows are of one height, which density and width of the screen decide. */
function useWindow(
  lines: () => readonly Line[],
  body: () => HTMLTableSectionElement | undefined,
  openKey: () => string | undefined,
) {
  const [rowPx, setRowPx] = createSignal(ROW_PX);
  const [top, setTop] = createSignal(0);
  // Known only once the table stands in the page, which may be later than it is made.
  const [scroll, setScroll] = createSignal<Element | null>(null);
  const rows = createVirtualizer({
    get count() {
      return lines().length;
    },
    get scrollMargin() {
      return top();
    },
    getScrollElement: () => scroll(),
    estimateSize: () => rowPx(),
    getItemKey: (index) => lines()[index]?.id ?? index,
    overscan: SPARE_ROWS,
    scrollPaddingStart: HEADER_PX,
    scrollPaddingEnd: APPLY_BAR_PX,
  });
  onMount(() => {
    const table = body();
    if (!table) return;
    const measure = () => {
      const row = table.querySelector<HTMLElement>('[data-row]')?.getBoundingClientRect().height;
      if (row && Math.abs(row - rowPx()) > 0.1) {
        setRowPx(row);
        rows.measure();
      }
      const pane = setScroll(table.closest('.scroll'));
      if (pane) setTop(table.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(table);
    onCleanup(() => observer.disconnect());
  });
  createEffect(
    on(openKey, (key) => {
      const index = key === undefined ? -1 : lineOfModel(lines(), key);
      if (index >= 0) queueMicrotask(() => rows.scrollToIndex(index));
    }),
  );
  const shown = () => rows.getVirtualItems();
  // By what the lines are now: the virtualizer keeps its own keys while the number of lines stays the same.
  const places = createMemo(
    () =>
      new Map(
        shown().flatMap(({ index }): [string, number][] => {
          const id = lines()[index]?.id;
          return id === undefined ? [] : [[id, index]];
        }),
      ),
  );
  const ids = createMemo(() => [...places().keys()]);
  return {
    ids,
    line: (id: string): PlacedLine | undefined => {
      const index = places().get(id);
      const line = index === undefined ? undefined : lines()[index];
      return line && index !== undefined ? { line, rowIndex: index + 2 } : undefined;
    },
    above: () => Math.max(0, (shown()[0]?.start ?? 0) - top()),
    below: () => Math.max(0, rows.getTotalSize() - ((shown().at(-1)?.end ?? 0) - top())),
  };
}
