import type { Diagnostic, WrittenAssertion } from '@regent/core';
import { useSearchParams } from '@solidjs/router';
import { createMemo, For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { useQuery } from '../../lib/query.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Pane } from '../../ui/pane.tsx';
import { onRowKeys } from '../../ui/row-keys.ts';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { Status } from '../../ui/words.tsx';
import { AssertionInspector } from './inspector.tsx';
import { blankAssertions, severityWords, typeLabel } from './words.ts';

const blank: WrittenAssertion = {
  id: '',
  label: '',
  severity: 'warning',
  enabled: true,
  assertion: blankAssertions.priced,
};

/** What must always be true of this configuration: looked at on every Save, in Review, and before an Apply. */
export default function Assertions() {
  const list = useQuery(() => api.assertion.list.options());
  const report = useQuery(() => ({ ...api.assertion.report.options({}), staleTime: 0 }));
  const [address, setAddress] = useSearchParams<{ item?: string }>();
  const mayEdit = useMayEdit();
  const findings = createMemo(
    () => new Map((report.data ?? []).map((one): [string, readonly Diagnostic[]] => [one.id, one.findings])),
  );
  const opened = createMemo(() =>
    address.item === 'new' ? blank : (list.data ?? []).find(({ id }) => id === address.item),
  );
  const open = (item: string | undefined) => setAddress({ item }, { scroll: false });
  return (
    <>
      <Pane
        title="Assertions"
        count={list.isSuccess && list.data.length > 0 ? plural(list.data.length, 'assertion') : undefined}
        action={
          <Show when={mayEdit()}>
            <Button icon="plus" look={address.item ? undefined : 'filled'} onClick={() => open('new')}>
              Add assertion
            </Button>
          </Show>
        }
      >
        <div class="scroll" tabIndex={0}>
          <Loaded query={list} what="Assertions could not be read.">
            {(all) => (
              <Show
                when={all().length > 0}
                fallback={
                  <EmptyState
                    title="Nothing is asserted"
                    text="Say what must always be true, such as “every model has a fallback”. It is looked at on every Save and before every Apply."
                  />
                }
              >
                <table class="table" role="grid" aria-label="Assertions" onKeyDown={onRowKeys}>
                  <thead>
                    <tr>
                      <th class="grow">Assertion</th>
                      <th class="p2">When it does not hold</th>
                      <th class="last">Now</th>
                    </tr>
                  </thead>
                  <tbody>
                    <For each={all()}>
                      {(one) => (
                        <tr data-row tabIndex={0} aria-selected={address.item === one.id} onClick={() => open(one.id)}>
                          <td class="grow">
                            <strong class="name clip block">{one.label}</strong>
                            <span class="sub clip">{typeLabel(one.assertion.type)}</span>
                          </td>
                          <td class="p2 quiet">{one.enabled ? severityWords[one.severity] : 'Switched off'}</td>
                          <td class="last">
                            <Standing enabled={one.enabled} findings={findings().get(one.id)} failed={report.isError} />
                          </td>
                        </tr>
                      )}
                    </For>
                  </tbody>
                </table>
              </Show>
            )}
          </Loaded>
        </div>
      </Pane>
      <Show when={list.isSuccess && opened()} keyed>
        {(one) => (
          <AssertionInspector
            all={list.data ?? []}
            one={one}
            findings={findings().get(one.id)}
            onClose={() => open(undefined)}
            onSaved={open}
          />
        )}
      </Show>
    </>
  );
}

function Standing(props: {
  readonly enabled: boolean;
  readonly findings: readonly Diagnostic[] | undefined;
  readonly failed: boolean;
}) {
  const count = () => props.findings?.length ?? 0;
  return (
    <Show
      when={props.findings}
      fallback={<Status state="unknown">{props.failed ? 'Could not be checked' : 'Checking'}</Status>}
    >
      <Status state={!props.enabled ? 'off' : count() > 0 ? 'bad' : 'ok'}>
        {count() === 0 ? 'Holds' : `Fails in ${plural(count(), 'place')}`}
      </Status>
    </Show>
  );
}
