import { useNavigate } from '@solidjs/router';
import { useQuery } from '../../lib/query.ts';
import { createSignal, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { itemsChanged } from '../../lib/query-client.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProgressSteps } from '../../ui/progress-steps.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';

/** No model yet: three ways in, and the path from here to the first answer. */
export default function NoModels(props: { readonly onDiscover: () => void }) {
  const navigate = useNavigate();
  const servant = useQuery(() => api.servant.status.options());
  const demo = useQuery(() => api.demo.available.options());
  const [busy, setBusy] = createSignal(false);
  const up = () => servant.isSuccess && servant.data.state === 'serving';
  const engine = () => (servant.isSuccess ? servant.data.replicas[0]?.engineVersion : null);
  const sentence = () => {
    if (servant.isSuccess && servant.data.progress) return servant.data.progress;
    return `${engine() ? `LiteLLM ${engine()}` : 'The gateway'} serves no model yet. Pick how to begin; everything you do is staged first, so nothing can break.`;
  };
  const stageDemo = async () => {
    setBusy(true);
    try {
      await api.demo.addDemoProvider.mutate();
      itemsChanged();
      toast('Staged the demo model. Review and Apply to use it.');
    } catch (error) {
      toastFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="start">
      <h2>No models yet</h2>
      <p class="quiet">{sentence()}</p>
      <div class="group">
        <div class="item">
          <span class="tile big">
            <Icon name="upload" class="large" />
          </span>
          <div>
            <strong>Import a config.yaml</strong>
            <small>Secrets go to the vault, and every line gets a receipt.</small>
          </div>
          <Button look="filled" class="push" onClick={() => navigate('/import')}>
            Import…
          </Button>
        </div>
        <div class="item">
          <span class="tile big">
            <Icon name="providers" class="large" />
          </span>
          <div>
            <strong>Add a provider</strong>
            <small>Enter one key, then pick from the models it offers. Ollama and vLLM included.</small>
          </div>
          <Button class="push" onClick={() => props.onDiscover()}>
            Discover…
          </Button>
        </div>
        <Show when={demo.isSuccess && demo.data}>
          <div class="item">
            <span class="tile big">
              <Icon name="bolt" class="large" />
            </span>
            <div>
              <strong>Use the demo provider</strong>
              <small>Runs on this machine and needs no account. First answer within a minute.</small>
            </div>
            <Button class="push" busy={busy()} onClick={() => void stageDemo()}>
              Stage the demo
            </Button>
          </div>
        </Show>
      </div>
      <h3>The way to the first answer</h3>
      <ProgressSteps
        steps={[
          {
            label: 'Regent, Postgres and the engine are running',
            state: up() ? 'done' : 'running',
            text: null,
            durationMs: null,
          },
          { label: 'Stage at least one model', state: 'waiting', text: null, durationMs: null },
          { label: 'Review and Apply', state: 'waiting', text: null, durationMs: null },
          { label: 'Make a key and ask something with its curl line', state: 'waiting', text: null, durationMs: null },
        ]}
      />
      <p class="line quiet">
        <Icon name="code" />
        <span>Rather in a terminal?</span> <code>regent import config.yaml</code>
      </p>
    </div>
  );
}
