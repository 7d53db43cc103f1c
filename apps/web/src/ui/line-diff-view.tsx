import { createMemo, For } from 'solid-js';
import { diffLines, hunksOf } from '../lib/line-diff.ts';

const signs = { same: '', del: '−', ins: '+' } as const;

/** Two texts line by line; unchanged stretches are left out. */
export function LineDiffView(props: { readonly before: string; readonly after: string; readonly name: string }) {
  const hunks = createMemo(() => hunksOf(diffLines(props.before, props.after)));
  return (
    <div class="yaml">
      <table class="diff" aria-label={`Difference of ${props.name}`}>
        <tbody>
          <For
            each={hunks()}
            fallback={
              <tr class="hunk">
                <td />
                <td />
                <td>{props.name}: no difference</td>
              </tr>
            }
          >
            {(hunk) => (
              <>
                <tr class="hunk">
                  <td />
                  <td />
                  <td>
                    {props.name}, line {hunk[0]?.after ?? hunk[0]?.before}
                  </td>
                </tr>
                <For each={hunk}>
                  {(line) => (
                    <tr class={line.type}>
                      <td>{line.after ?? line.before}</td>
                      <td>
                        {signs[line.type]}
                        <span class="offscreen">
                          {line.type === 'del' ? 'removed' : line.type === 'ins' ? 'added' : ''}
                        </span>
                      </td>
                      <td>{line.text}</td>
                    </tr>
                  )}
                </For>
              </>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
