import { useQuery } from '../../lib/query.ts';
import { createSignal, For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { queryClient } from '../../lib/query-client.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Row, TextInput } from '../../ui/field.tsx';
import { Loaded } from '../../ui/states.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';

const fields = [
  {
    key: 'shrinkPercent',
    label: 'Guard against shrinking',
    unit: '% of the models',
    note: 'An Apply that removes more wants typed confirmation',
    factor: 1,
  },
  {
    key: 'readyTimeoutMs',
    label: 'Wait for the Servant',
    unit: 's',
    note: 'How long an Apply waits until it serves',
    factor: 1000,
  },
  { key: 'sessionIdleMinutes', label: 'Sign out when idle', unit: 'min', note: 'Without any request', factor: 1 },
  { key: 'sessionMaxHours', label: 'Sign out at the latest', unit: 'h', note: 'However active', factor: 1 },
] as const;

/** Settings of Regent itself: live, not part of the gateway's configuration. */
export function Regent() {
  const settings = useQuery(() => api.setting.get.options());
  const mayEdit = useMayEdit();
  const [typed, setTyped] = createSignal<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = createSignal(false);
  const save = async () => {
    setBusy(true);
    try {
      const changes = fields.flatMap(({ key, factor }) => {
        const text = typed()[key];
        return text === undefined ? [] : [[key, Math.round(Number(text) * factor)] as const];
      });
      queryClient.setQueryData(api.setting.get.key(), await api.setting.save.mutate(Object.fromEntries(changes)));
      setTyped({});
      toast('Saved; it is in effect');
    } catch (error) {
      toastFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const valid = () => Object.values(typed()).every((text) => text.trim() !== '' && Number.isFinite(Number(text)));
  return (
    <section>
      <div class="group-title">
        <h2>Regent</h2>
        <small>in effect at once</small>
      </div>
      <Loaded query={settings} what="Regent's settings could not be read." rows={3}>
        {(data) => (
          <div class="group">
            <For each={fields}>
              {(field) => (
                <Row label={field.label} help={field.note}>
                  {(ids) => (
                    <TextInput
                      id={ids.input}
                      aria-describedby={ids.notes}
                      inputMode="numeric"
                      unit={field.unit}
                      disabled={!mayEdit()}
                      value={typed()[field.key] ?? String(data()[field.key] / field.factor)}
                      onValue={(text) => setTyped({ ...typed(), [field.key]: text })}
                    />
                  )}
                </Row>
              )}
            </For>
            <div class="item">
              <small>{data().restartHint}</small>
              <span class="push" />
              <Show when={mayEdit()}>
                <Button
                  busy={busy()}
                  disabled={Object.keys(typed()).length === 0 || !valid()}
                  onClick={() => void save()}
                >
                  Save
                </Button>
              </Show>
            </div>
          </div>
        )}
      </Loaded>
    </section>
  );
}
