import { useSearchParams } from '@solidjs/router';
import { useQuery } from '../../lib/query.ts';
import { For, type JSX, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { Row } from '../../ui/field.tsx';
import { Pane } from '../../ui/pane.tsx';
import { Loaded } from '../../ui/states.tsx';
import { TokenField } from '../../ui/token-field.tsx';
import { useCallable } from './group-names.ts';
import { Keys, Nothing, Reached } from './reaching-keys.tsx';

/** What a list of allowed models really leads to: aliases and fallbacks may reach groups that it does not name. */
export function Reachability(props: { readonly switcher: JSX.Element }) {
  const [address, setAddress] = useSearchParams<{ models?: string }>();
  const callable = useCallable();
  const models = () => (address.models ?? '').split(',').filter(Boolean);
  const reached = useQuery(() => ({
    ...api.integrity.reachable.options({ models: models() }),
    enabled: models().length > 0,
    staleTime: 0,
  }));
  return (
    <Pane title="Routing" grouped>
      <div class="scroll" tabIndex={0}>
        <div class="filters">{props.switcher}</div>
        <div class="page narrow">
          <section class="group">
            <Row label="A key that may use" help="The models of a key, a team or a person.">
              {(ids) => (
                <TokenField
                  id={ids.input}
                  values={models()}
                  suggestions={callable().map(({ value }) => value)}
                  placeholder="Names of models"
                  onValues={(values) => setAddress({ models: values.join(',') || undefined }, { replace: true })}
                />
              )}
            </Row>
          </section>
          <Show when={models().length > 0} fallback={<Keys />}>
            <Loaded query={reached} what="The ways could not be followed." rows={3}>
              {(groups) => (
                <section>
                  <div class="group-title">
                    <h2>Reached without being named</h2>
                  </div>
                  <ul class="group findings" aria-label="Reached without being named">
                    <For each={groups()} fallback={<Nothing text="Nothing: this list leads only to what it names." />}>
                      {(one) => <Reached name={one.group} ways={[one]} />}
                    </For>
                  </ul>
                </section>
              )}
            </Loaded>
          </Show>
        </div>
      </div>
    </Pane>
  );
}
