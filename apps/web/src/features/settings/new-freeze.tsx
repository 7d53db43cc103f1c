import type { FreezeSetting } from '@regent/core';
import { createSignal, For, Match, Show, Switch as When } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Check, Row, Select, TextInput } from '../../ui/field.tsx';

const days = [1, 2, 3, 4, 5, 6, 0] as const;
const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/;

/** A time in which nothing shall be applied: every week on some days, or once. */
export function NewFreeze(props: {
  readonly timeZone: string;
  /** Resolves true when it was kept. */
  readonly onAdd: (freeze: FreezeSetting, timeZone: string) => Promise<boolean>;
}) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [open, setOpen] = createSignal(false);
  const [name, setName] = createSignal('');
  const [repeats, setRepeats] = createSignal<'weekly' | 'once'>('weekly');
  const [chosen, setChosen] = createSignal<readonly number[]>([5]);
  const [from, setFrom] = createSignal('16:00');
  const [to, setTo] = createSignal('23:59');
  const [begin, setBegin] = createSignal('');
  const [end, setEnd] = createSignal('');
  const [typedZone, setZone] = createSignal<string | null>(null);
  const zone = () => typedZone() ?? (props.timeZone === 'UTC' ? here : props.timeZone);
  const wrong = () => {
    if (name().trim() === '') return 'It needs a name.';
    if (repeats() === 'once')
      return Date.parse(end()) > Date.parse(begin()) ? null : 'It ends after it begins; both are needed.';
    if (chosen().length === 0) return 'Choose at least one day.';
    return timeOfDay.test(from()) && timeOfDay.test(to()) ? null : 'Times are written as 16:00.';
  };
  const add = async (event: SubmitEvent) => {
    event.preventDefault();
    const common = { name: name().trim(), setBy: '' };
    const freeze: FreezeSetting =
      repeats() === 'weekly'
        ? { ...common, repeats: 'weekly', days: chosen(), from: from(), to: to() }
        : { ...common, repeats: 'once', from: new Date(begin()).toISOString(), to: new Date(end()).toISOString() };
    if (!(await props.onAdd(freeze, zone()))) return;
    setName('');
    setOpen(false);
  };
  return (
    <Show
      when={open()}
      fallback={
        <div class="item">
          <small>In a freeze nothing is applied, except in an emergency with a reason.</small>
          <span class="push" />
          <Button onClick={() => setOpen(true)}>Add a freeze</Button>
        </div>
      }
    >
      <form class="group flat" onSubmit={(event) => void add(event)}>
        <Row label="Name">
          {(ids) => <TextInput id={ids.input} placeholder="Friday evening" value={name()} onValue={setName} />}
        </Row>
        <Row label="When">
          {(ids) => (
            <Select
              id={ids.input}
              value={repeats()}
              options={[
                { value: 'weekly', label: 'Every week' },
                { value: 'once', label: 'Once' },
              ]}
              onValue={(value) => setRepeats(value as 'weekly' | 'once')}
            />
          )}
        </Row>
        <When>
          <Match when={repeats() === 'weekly'}>
            <Row label="Days">
              {() => (
                <div class="days">
                  <For each={days}>
                    {(day) => (
                      <label>
                        <Check
                          label={dayNames[day] ?? ''}
                          on={chosen().includes(day)}
                          onChange={(on) => setChosen(on ? [...chosen(), day] : chosen().filter((one) => one !== day))}
                        />
                        {dayNames[day]?.slice(0, 3)}
                      </label>
                    )}
                  </For>
                </div>
              )}
            </Row>
            <Row label="From">{(ids) => <TextInput id={ids.input} value={from()} onValue={setFrom} />}</Row>
            <Row label="To" help="Before the beginning: on the next day">
              {(ids) => <TextInput id={ids.input} value={to()} onValue={setTo} />}
            </Row>
            <Row label="Time zone">{(ids) => <TextInput id={ids.input} value={zone()} onValue={setZone} />}</Row>
          </Match>
          <Match when={repeats() === 'once'}>
            <Row label="From">
              {(ids) => <TextInput id={ids.input} type="datetime-local" value={begin()} onValue={setBegin} />}
            </Row>
            <Row label="To">
              {(ids) => <TextInput id={ids.input} type="datetime-local" value={end()} onValue={setEnd} />}
            </Row>
          </Match>
        </When>
        <div class="item">
          <small role="status">{wrong()}</small>
          <span class="push" />
          <Button onClick={() => setOpen(false)}>Cancel</Button>
          <Button type="submit" disabled={wrong() !== null}>
            Add the freeze
          </Button>
        </div>
      </form>
    </Show>
  );
}
