import type { KeyCreated } from '@regent/core';
import { createSignal, Match, Show, Switch } from 'solid-js';
import { api } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Row, Select, TextInput } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { FailureBanner } from '../../ui/states.tsx';
import { TokenField } from '../../ui/token-field.tsx';
import { Created } from './created.tsx';
import { keysChanged, useGroupNames } from './queries.ts';

const steps = ['Who it is for', 'What it may call', 'How much'] as const;

/** Three short steps; then the key, this once. */
export default function CreateSheet(props: { readonly onClose: () => void }) {
  const groups = useGroupNames();
  const [step, setStep] = createSignal(0);
  const [created, setCreated] = createSignal<KeyCreated | null>(null);
  const [alias, setAlias] = createSignal('');
  const [duration, setDuration] = createSignal('90d');
  const [models, setModels] = createSignal<readonly string[]>([]);
  const [budget, setBudget] = createSignal('');
  const [period, setPeriod] = createSignal('30d');
  const [rpm, setRpm] = createSignal('');
  const [tpm, setTpm] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);

  const amount = (text: string) => (text.trim() === '' ? undefined : Number(text.replaceAll(',', '')));
  const amounts = () => [amount(budget()), amount(rpm()), amount(tpm())];
  const valid = () => amounts().every((value) => value === undefined || (Number.isFinite(value) && value >= 0));
  const create = async () => {
    setBusy(true);
    setError(null);
    const [maxBudget, rpmLimit, tpmLimit] = amounts();
    try {
      const answer = await api.key.create.mutate({
        models: [...models()],
        ...(alias().trim() ? { alias: alias().trim() } : {}),
        ...(duration() ? { duration: duration() } : {}),
        ...(maxBudget === undefined ? {} : { maxBudget, ...(period() ? { budgetDuration: period() } : {}) }),
        ...(rpmLimit === undefined ? {} : { rpmLimit }),
        ...(tpmLimit === undefined ? {} : { tpmLimit }),
      });
      keysChanged();
      setCreated(answer);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const next = () => (step() < steps.length - 1 ? setStep(step() + 1) : void create());
  return (
    <Show when={!created()} fallback={<Created created={created() as KeyCreated} onClose={props.onClose} />}>
      <Sheet
        title="New key"
        subtitle={`${step() + 1} of ${steps.length}: ${steps[step()]}`}
        narrow
        onClose={props.onClose}
        footer={
          <>
            <Show when={step() > 0}>
              <Button onClick={() => setStep(step() - 1)}>Back</Button>
            </Show>
            <span class="push" />
            <Button look="filled" form="new-key" type="submit" busy={busy()} disabled={!valid()}>
              {step() < steps.length - 1 ? 'Continue' : 'Make the key'}
            </Button>
          </>
        }
      >
        <form
          id="new-key"
          class="body stack"
          onSubmit={(event) => {
            event.preventDefault();
            next();
          }}
        >
          <Switch>
            <Match when={step() === 0}>
              <div class="group">
                <Row label="Name" help="For people and reports.">
                  {(ids) => <TextInput id={ids.input} placeholder="support-bot" value={alias()} onValue={setAlias} />}
                </Row>
                <Row label="Valid for">
                  {(ids) => (
                    <Select
                      id={ids.input}
                      value={duration()}
                      onValue={setDuration}
                      options={[
                        { value: '7d', label: '7 days' },
                        { value: '30d', label: '30 days' },
                        { value: '90d', label: '90 days' },
                        { value: '365d', label: 'a year' },
                        { value: '', label: 'until it is deleted' },
                      ]}
                    />
                  )}
                </Row>
              </div>
            </Match>
            <Match when={step() === 1}>
              <div class="group">
                <Row
                  label="Models"
                  origin={{
                    state: 'default',
                    text: models().length === 0 ? 'None named: every model of the gateway' : 'Only these',
                  }}
                >
                  {(ids) => (
                    <TokenField
                      id={ids.input}
                      describedBy={ids.notes}
                      values={models()}
                      suggestions={groups()}
                      placeholder="All models"
                      onValues={setModels}
                    />
                  )}
                </Row>
              </div>
            </Match>
            <Match when={step() === 2}>
              <div class="group">
                <Row
                  label="Budget"
                  origin={{ state: 'default', text: budget() ? 'Calls are refused when it is used up' : 'No budget' }}
                >
                  {(ids) => (
                    <TextInput id={ids.input} inputMode="decimal" unit="$" value={budget()} onValue={setBudget} />
                  )}
                </Row>
                <Show when={budget()}>
                  <Row label="Every">
                    {(ids) => (
                      <Select
                        id={ids.input}
                        value={period()}
                        onValue={setPeriod}
                        options={[
                          { value: '1d', label: 'day' },
                          { value: '7d', label: 'week' },
                          { value: '30d', label: '30 days' },
                          { value: '', label: 'once, for its whole life' },
                        ]}
                      />
                    )}
                  </Row>
                </Show>
                <Row label="Requests" origin={{ state: 'default', text: rpm() ? '' : 'No limit' }}>
                  {(ids) => (
                    <TextInput id={ids.input} inputMode="numeric" unit="per minute" value={rpm()} onValue={setRpm} />
                  )}
                </Row>
                <Row label="Tokens" origin={{ state: 'default', text: tpm() ? '' : 'No limit' }}>
                  {(ids) => (
                    <TextInput id={ids.input} inputMode="numeric" unit="per minute" value={tpm()} onValue={setTpm} />
                  )}
                </Row>
              </div>
            </Match>
          </Switch>
          <Show when={error()}>{(failure) => <FailureBanner error={failure()} what="The key was not made." />}</Show>
        </form>
      </Sheet>
    </Show>
  );
}
