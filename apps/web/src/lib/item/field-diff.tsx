import { type FieldChange, fromPointer, type ItemChange } from '@regent/core';
import { For, Show } from 'solid-js';
import { shortValue } from './draft.ts';
import { isKnown, specOf } from './specs.ts';

/** What one change does, field by field. Secrets say only that they changed. */
export function FieldDiff(props: {
  readonly change: ItemChange;
  readonly headings?: readonly [string, string] | undefined;
}) {
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
                  <del>{field.secret ? 'secret' : shortValue(field.before)}</del>
                </Show>
              </td>
              <td>
                <Show when={field.after !== undefined} fallback={<span class="quiet">–</span>}>
                  <ins>{field.secret ? 'another secret' : shortValue(field.after)}</ins>{' '}
                  <span class="quiet">{share(field)}</span>
                </Show>
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

function labelOf(change: ItemChange, field: FieldChange): string {
  const path = fromPointer(field.pointer);
  return isKnown(change.kind, path) ? specOf(change.kind, path).label : path.join('.') || 'Whole item';
}

/** `+50 %` beside a changed number. */
function share({ before, after }: Pick<FieldChange, 'before' | 'after'>): string {
  if (typeof before !== 'number' || typeof after !== 'number' || before === 0) return '';
  const percent = Math.round((after / before - 1) * 100);
  return percent === 0 ? '' : `${percent > 0 ? '+' : '−'}${Math.abs(percent)} %`;
}
