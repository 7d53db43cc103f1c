import { type Diagnostic, type FieldChange, fromPointer, type ItemChange } from '@regent/core';
import { createMemo, For, Show } from 'solid-js';
import { FindingLine } from '../../ui/field.tsx';
import { findingsAt } from './check.ts';
import { shortValue } from './draft.ts';
import { isKnown, specOf } from './specs.ts';

/** What one change does, field by field, each with its own findings. Secrets say only that they changed. */
export function FieldDiff(props: {
  readonly change: ItemChange;
  readonly headings?: readonly [string, string] | undefined;
  readonly findings?: readonly Diagnostic[];
}) {
  const at = (field: FieldChange) => findingsAt(props.findings ?? [], field.pointer);
  const unplaced = createMemo(() => {
    const placed = new Set(props.change.fields.flatMap(at));
    return (props.findings ?? []).filter((finding) => !placed.has(finding));
  });
  return (
    <table class="fielddiff">
      <Show when={props.headings}>
        {(headings) => (
          <thead>
            <tr>
              <th>Field</th>
              <th>{headings()[0]}</th>
              <th>{headings()[1]}</th>
            </tr>
          </thead>
        )}
      </Show>
      <tbody>
        <For
          each={props.change.fields}
          fallback={
            <tr>
              <th scope="row">Place</th>
              <td colSpan={2} class="quiet">
                Only its position changed
              </td>
            </tr>
          }
        >
          {(field) => (
            <tr>
              <th scope="row" title={field.path}>
                {labelOf(props.change, field)}
              </th>
              <td>
                <Show when={field.before !== undefined} fallback={<span class="quiet">–</span>}>
                  <del>{field.secret ? 'a secret' : shortValue(field.before)}</del>
                </Show>
              </td>
              <td>
                <Show when={field.after !== undefined} fallback={<span class="quiet">–</span>}>
                  <ins>{field.secret ? secretWord(field) : shortValue(field.after)}</ins>{' '}
                  <span class="quiet">{share(field)}</span>
                </Show>
                <For each={at(field)}>{(finding) => <FindingLine finding={finding} />}</For>
              </td>
            </tr>
          )}
        </For>
        <For each={unplaced()}>
          {(finding) => (
            <tr>
              <th scope="row" class="mono">
                {finding.item ? fromPointer(finding.item.pointer).join('.') : ''}
              </th>
              <td colSpan={2}>
                <FindingLine finding={finding} />
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

/** A first secret is not another one. */
const secretWord = ({ before }: FieldChange) => (before === undefined ? 'a secret' : 'another secret');

/** Fields that are Regent's own, not keys of the engine. */
const fieldWords: Partial<Record<ItemChange['kind'], Readonly<Record<string, string>>>> = {
  fallback: { class: 'When', source: 'For', section: 'Kept in', targets: 'Tries, in order' },
  alias: { name: 'Alias', target: 'Leads to' },
};

function labelOf(change: ItemChange, field: FieldChange): string {
  const path = fromPointer(field.pointer);
  const own = fieldWords[change.kind]?.[path.join('.')];
  return own ?? (isKnown(change.kind, path) ? specOf(change.kind, path).label : path.join('.') || 'Whole item');
}

/** `+50 %` beside a changed number. */
function share({ before, after }: Pick<FieldChange, 'before' | 'after'>): string {
  if (typeof before !== 'number' || typeof after !== 'number' || before === 0) return '';
  const percent = Math.round((after / before - 1) * 100);
  return percent === 0 ? '' : `${percent > 0 ? '+' : '−'}${Math.abs(percent)} %`;
}
