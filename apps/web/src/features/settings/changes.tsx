import type { FreezeSetting, SettingsView } from '@regent/core';
import { createSignal, For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { queryClient } from '../../lib/query-client.ts';
import { useQuery } from '../../lib/query.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Row, Switch, TextInput } from '../../ui/field.tsx';
import { Loaded } from '../../ui/states.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';
import { NewFreeze } from './new-freeze.tsx';

type Changes = Parameters<typeof api.setting.save.mutate>[0];

/** What stands before an Apply: time to confirm it, a second person, and times in which nothing is applied. */
export function Changes() {
  const settings = useQuery(() => api.setting.get.options());
  const mayEdit = useMayEdit();
  const save = async (changes: Changes, said: string) => {
    try {
      queryClient.setQueryData(api.setting.get.key(), await api.setting.save.mutate(changes));
      toast(said);
      return true;
    } catch (error) {
      toastFailure(error);
      return false;
    }
  };
  return (
    <section>
      <div class="group-title">
        <h2>Changes</h2>
        <small>what stands before an Apply</small>
      </div>
      <Loaded query={settings} what="The settings could not be read." rows={3}>
        {(data) => (
          <div class="group">
            <Row label="A second person approves" help="Who staged none of it, or a reason in an emergency">
              {(ids) => (
                <Switch
                  id={ids.input}
                  label="A second person approves"
                  on={data().approvalNeeded}
                  disabled={!mayEdit()}
                  onChange={(approvalNeeded) =>
                    void save(
                      { approvalNeeded },
                      approvalNeeded ? 'An Apply needs approval now' : 'No approval is needed',
                    )
                  }
                />
              )}
            </Row>
            <Confirmation data={data()} mayEdit={mayEdit()} save={save} />
            <For each={data().freezes}>
              {(freeze) => (
                <FreezeRow
                  freeze={freeze}
                  timeZone={data().timeZone}
                  mayEdit={mayEdit()}
                  onRemove={() =>
                    void save(
                      { freezes: data().freezes.filter((one) => one !== freeze) as never },
                      `Removed ${freeze.name}`,
                    )
                  }
                />
              )}
            </For>
            <Show when={mayEdit()}>
              <NewFreeze
                timeZone={data().timeZone}
                onAdd={(freeze, timeZone) =>
                  save({ freezes: [...data().freezes, freeze] as never, timeZone }, `Added ${freeze.name}`)
                }
              />
            </Show>
          </div>
        )}
      </Loaded>
    </section>
  );
}

/** How long an Apply serves unconfirmed by habit; empty is never. Review can always choose otherwise. */
function Confirmation(props: {
  readonly data: SettingsView;
  readonly mayEdit: boolean;
  readonly save: (changes: Changes, said: string) => Promise<boolean>;
}) {
  const [typed, setTyped] = createSignal<string | null>(null);
  const kept = () => (props.data.confirmSeconds === null ? '' : String(props.data.confirmSeconds));
  const seconds = () => {
    const text = (typed() ?? kept()).trim();
    return text === '' ? null : Number(text);
  };
  const valid = () => seconds() === null || Number.isInteger(seconds());
  return (
    <Row label="Confirm within" help="Else it is taken back; empty: not by habit">
      {(ids) => (
        <>
          <TextInput
            id={ids.input}
            aria-describedby={ids.notes}
            inputMode="numeric"
            unit="s"
            placeholder="never"
            disabled={!props.mayEdit}
            value={typed() ?? kept()}
            onValue={setTyped}
          />
          <Show when={typed() !== null && typed() !== kept()}>
            <Button
              small
              disabled={!valid()}
              onClick={() =>
                void props.save({ confirmSeconds: seconds() }, 'Saved').then((saved) => saved && setTyped(null))
              }
            >
              Save
            </Button>
          </Show>
        </>
      )}
    </Row>
  );
}

const dayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

function FreezeRow(props: {
  readonly freeze: FreezeSetting;
  readonly timeZone: string;
  readonly mayEdit: boolean;
  readonly onRemove: () => void;
}) {
  const when = () => {
    const { freeze } = props;
    if (freeze.repeats === 'once')
      return `${new Date(freeze.from).toLocaleString()} to ${new Date(freeze.to).toLocaleString()}`;
    return `${freeze.days.map((day) => dayNames[day]).join(', ')}, ${freeze.from} to ${freeze.to} (${props.timeZone})`;
  };
  return (
    <div class="item">
      <div>
        Frozen: {props.freeze.name}
        <small class="block">
          {when()}
          {props.freeze.setBy === '' ? '' : `, set by ${props.freeze.setBy}`}
        </small>
      </div>
      <span class="push" />
      <Show when={props.mayEdit}>
        <Button small onClick={() => props.onRemove()}>
          Remove
        </Button>
      </Show>
    </div>
  );
}
