import type { ImportChoice, ImportPreview, ReceiptLine } from '@regent/core';
import { createSignal, For, Show } from 'solid-js';
import { plural } from '../../lib/format.ts';
import { FindingList } from '../../ui/finding-list.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Entries } from './entries.tsx';

const receiptWords: Readonly<Record<ReceiptLine['what'], string>> = {
  taken: 'Taken',
  'secret-moved': 'Into the vault',
  preserved: 'Kept in Advanced',
  reserved: 'Of the installation',
  lint: 'Worth a look',
};
const SHOWN = 200;

/** What the file would become: counts, findings, conflicts with what is there, and a receipt for each line. */
export function Preview(props: {
  readonly preview: ImportPreview;
  readonly choices: Readonly<Record<string, ImportChoice>>;
  readonly onChoose: (choices: Readonly<Record<string, ImportChoice>>) => void;
}) {
  const [part, setPart] = createSignal<'items' | 'receipt'>('items');
  const counts = () => props.preview.counts;
  return (
    <>
      <section class="group kpis">
        <Figure label="Taken" value={counts().taken} />
        <Figure label="Secrets into the vault" value={counts().secrets} />
        <Figure label="Kept in Advanced" value={counts().passthrough} />
        <Figure label="Of the installation" value={counts().reserved} />
      </section>
      <Show when={props.preview.diagnostics.length > 0}>
        <section>
          <div class="group-title">
            <h2>{plural(props.preview.diagnostics.length, 'finding')}</h2>
            <small>in place and line of the file</small>
          </div>
          <FindingList
            label="Findings"
            findings={props.preview.diagnostics.map((finding) => ({
              ...finding,
              place: [finding.line === undefined ? '' : `line ${finding.line}`, finding.path]
                .filter(Boolean)
                .join(' · '),
            }))}
          />
        </section>
      </Show>
      <Show when={props.preview.entries.length > 0}>
        <Segments
          role="tabs"
          label="Show"
          value={part()}
          options={[
            { value: 'items', label: plural(props.preview.entries.length, 'item') },
            { value: 'receipt', label: 'Receipt' },
          ]}
          onChange={setPart}
        />
        <Show when={part() === 'items'} fallback={<Receipt lines={props.preview.receipt} />}>
          <Entries entries={props.preview.entries} choices={props.choices} onChoose={props.onChoose} />
        </Show>
      </Show>
    </>
  );
}

function Figure(props: { readonly label: string; readonly value: number }) {
  return (
    <div class="kpi">
      <small>{props.label}</small>
      <b>{props.value}</b>
    </div>
  );
}

function Receipt(props: { readonly lines: readonly ReceiptLine[] }) {
  const [all, setAll] = createSignal(false);
  const shown = () => (all() ? props.lines : props.lines.slice(0, SHOWN));
  return (
    <section class="group">
      <table class="table card-table">
        <thead>
          <tr>
            <th class="num">Line</th>
            <th>What</th>
            <th>Where</th>
            <th class="p2" />
          </tr>
        </thead>
        <tbody>
          <For each={shown()}>
            {(line) => (
              <tr>
                <td class="num quiet">{line.line ?? ''}</td>
                <td>{receiptWords[line.what]}</td>
                <td class="mono">{line.path}</td>
                <td class="p2 quiet">{line.text}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <Show when={props.lines.length > shown().length}>
        <button type="button" class="link item" onClick={() => setAll(true)}>
          Show all {props.lines.length} lines
        </button>
      </Show>
    </section>
  );
}
