import type { DiscoveryDiff } from '@regent/core';
import { createSignal, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { itemsChanged } from '../../lib/query-client.ts';
import { Button } from '../../ui/button.tsx';
import { Row, Select } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { FailureBanner } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import { AskForm, type Upstream } from './discover-ask.tsx';
import { type Chosen, countOf, DiffView, firstChoice } from './discover-result.tsx';
import { Sources, useSources } from './discover-sources.tsx';

const schedules = [
  { value: '0', label: 'Only now' },
  { value: '60', label: 'Every hour' },
  { value: '1440', label: 'Every day' },
  { value: '10080', label: 'Every week' },
];

/** Asks an upstream what it offers against what is configured, now or by schedule, and stages what is chosen. */
export default function Discover(props: { readonly onClose: () => void }) {
  const sources = useSources();
  const [asked, setAsked] = createSignal<{ readonly upstream: Upstream; readonly diff: DiscoveryDiff } | null>(null);
  const [chosen, setChosen] = createSignal<Chosen>({ added: new Set(), gone: new Set(), changed: new Set() });
  const [every, setEvery] = createSignal('0');
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const ask = (upstream: Upstream) =>
    void attempt(async () => {
      const diff = await api.discovery.ask.mutate(upstream);
      setAsked({ upstream, diff });
      setChosen(firstChoice(diff));
    });
  const finish = async () => {
    const seen = asked();
    if (seen === null) return;
    const { upstream, diff } = seen;
    const picked = chosen();
    if (countOf(picked) > 0)
      await api.discovery.stage.mutate({
        upstream,
        added: diff.added.filter(({ id }) => picked.added.has(id)),
        gone: [...picked.gone],
        changed: diff.changed.filter(({ key }) => picked.changed.has(key)),
      });
    if (every() !== '0') {
      const { apiKey: _typed, ...lasting } = upstream;
      await api.discovery.save.mutate({ ...lasting, everyMinutes: Number(every()) });
    }
    itemsChanged();
    toast(countOf(picked) > 0 ? `Staged ${plural(countOf(picked), 'deployment')}` : 'It will be asked by schedule');
    props.onClose();
  };
  const label = () =>
    countOf(chosen()) > 0 || every() === '0' ? `Stage ${plural(countOf(chosen()), 'deployment')}` : 'Save the schedule';
  return (
    <Sheet
      title="Discover models"
      subtitle="Ask a provider what it offers"
      narrow
      onClose={props.onClose}
      footer={
        <Show when={asked()}>
          <span class="push" />
          <Button
            look="filled"
            busy={busy()}
            disabled={countOf(chosen()) === 0 && every() === '0'}
            onClick={() => void attempt(finish)}
          >
            {label()}
          </Button>
        </Show>
      }
    >
      <div class="body stack">
        <Show when={sources.data}>{(list) => <Sources sources={list()} />}</Show>
        <AskForm busy={busy() && asked() === null} asked={asked() !== null} onAsk={ask} />
        <Show when={error()}>{(failure) => <FailureBanner error={failure()} />}</Show>
        <Show when={asked()}>
          {(seen) => (
            <>
              <DiffView diff={seen().diff} chosen={chosen()} onChoose={setChosen} />
              <div class="group">
                <Row
                  label="Ask again"
                  help={
                    seen().upstream.apiKey
                      ? 'A schedule needs a credential; a typed key is not kept.'
                      : 'What is new is proposed, never staged or applied by itself.'
                  }
                >
                  {(ids) => (
                    <Select
                      id={ids.input}
                      value={every()}
                      options={schedules}
                      disabled={seen().upstream.apiKey !== undefined}
                      onValue={setEvery}
                    />
                  )}
                </Row>
              </div>
            </>
          )}
        </Show>
      </div>
    </Sheet>
  );
}
