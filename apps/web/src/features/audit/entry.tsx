import type { AuditEntryView } from '@regent/core';
import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { formatExact } from '../../lib/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { RelativeTime } from '../../ui/words.tsx';
import { fieldEdits, sentenceOf } from './sentence.ts';

/** One act as a sentence; what exactly it did is shown on demand. */
export function AuditEntry(props: { readonly entry: AuditEntryView }) {
  const [open, setOpen] = createSignal(false);
  const id = createUniqueId();
  const sentence = () => sentenceOf(props.entry);
  return (
    <li class="act">
      <button type="button" class="act-line" aria-expanded={open()} aria-controls={id} onClick={() => setOpen(!open())}>
        <Icon name="right" class="disclose" />
        <span class="act-said">
          <strong>{sentence().who}</strong> {sentence().verb} <strong>{sentence().subject}</strong>{' '}
          <span class="quiet">{sentence().aside}</span>
        </span>
        <RelativeTime at={props.entry.at} />
      </button>
      <div id={id} hidden={!open()}>
        <Show when={open()}>
          <Detail entry={props.entry} />
        </Show>
      </div>
    </li>
  );
}

function Detail(props: { readonly entry: AuditEntryView }) {
  const edits = () => (props.entry.detail === null ? null : fieldEdits(props.entry.detail));
  return (
    <div class="act-detail">
      <Show
        when={edits()}
        fallback={<Show when={props.entry.detail}>{(detail) => <p class="mono">{detail()}</p>}</Show>}
      >
        {(fields) => (
          <table class="act-fields">
            <thead>
              <tr>
                <th>Field</th>
                <th>Before</th>
                <th>After</th>
              </tr>
            </thead>
            <tbody>
              <For each={fields()}>
                {(one) => (
                  <tr>
                    <th scope="row" class="mono">
                      {one.field}
                    </th>
                    <td class="mono">{one.before || '–'}</td>
                    <td class="mono">{one.after || '–'}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        )}
      </Show>
      <p class="quiet">
        Entry {props.entry.seq} · {formatExact(props.entry.at)} · {props.entry.action} {props.entry.subject}
      </p>
    </div>
  );
}
