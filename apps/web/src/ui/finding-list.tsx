import { For, Show } from 'solid-js';
import { Icon } from './icon.tsx';

export interface PlacedFinding {
  readonly severity: 'error' | 'warning' | 'info';
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  /** For people: a path, a line, a name. */
  readonly place: string;
  /** Goes to where it can be mended. */
  readonly onOpen?: (() => void) | undefined;
}

const order = { error: 0, warning: 1, info: 2 } as const;
const words = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

/** Findings as one inset group, a row for each, the worst first. */
export function FindingList(props: { readonly findings: readonly PlacedFinding[]; readonly label: string }) {
  const sorted = () => props.findings.toSorted((a, b) => order[a.severity] - order[b.severity]);
  return (
    <ul class="group findings" aria-label={props.label}>
      <For each={sorted()}>
        {(finding) => (
          <li class="item" classList={{ error: finding.severity === 'error' }}>
            <Icon name={finding.severity === 'info' ? 'info' : 'warn'} />
            <div>
              <span class="offscreen">{words[finding.severity]}: </span>
              {finding.message} <span class="quiet">{finding.hint}</span>
              <Show when={finding.place}>
                <small class="block">
                  <Show when={finding.onOpen} fallback={<span class="mono">{finding.place}</span>}>
                    {(open) => (
                      <button type="button" class="link mono" onClick={() => open()()}>
                        {finding.place}
                      </button>
                    )}
                  </Show>
                </small>
              </Show>
            </div>
            <small class="mono push">
              <a href={`./diagnostics/${finding.code}`} title="Cause, fix and an example">
                {finding.code}
              </a>
            </small>
          </li>
        )}
      </For>
    </ul>
  );
}
