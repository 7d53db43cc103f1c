import { useNavigate } from '@solidjs/router';
import { useQuery } from '../../lib/query.ts';
import { createSignal, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { queryClient } from '../../lib/query-client.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProgressSteps } from '../../ui/progress-steps.tsx';
import { FailureBanner } from '../../ui/states.tsx';
import '../../ui/door.css';
import './setup.css';

const PASSWORD_LENGTH_MIN = 10;
const POLL_MS = 1500;

/** The one-time link's page: makes the first account while the engine is still being installed. */
export default function Setup() {
  const navigate = useNavigate();
  const status = useQuery(() => ({ ...api.setup.status.options(), refetchInterval: POLL_MS }));
  const token = location.hash.slice(1);
  const [email, setEmail] = createSignal('');
  const [password, setPassword] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const account = await api.setup.complete.mutate({ token, email: email(), password: password() });
      queryClient.setQueryData(api.session.current.key(), account);
      navigate('/models', { replace: true });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const form = () => (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <div class="group">
        <label class="row">
          <span>E-mail</span>
          <span class="input bare">
            <input
              type="email"
              autocomplete="username"
              required
              autofocus
              placeholder="you@example.com"
              value={email()}
              onInput={(event) => setEmail(event.currentTarget.value)}
            />
          </span>
        </label>
        <label class="row">
          <span>Password</span>
          <span class="input bare">
            <input
              type="password"
              autocomplete="new-password"
              required
              minLength={PASSWORD_LENGTH_MIN}
              placeholder={`${PASSWORD_LENGTH_MIN} characters or more`}
              value={password()}
              onInput={(event) => setPassword(event.currentTarget.value)}
            />
          </span>
        </label>
      </div>
      <p class="quiet">This account administers everything.</p>
      <Show when={error()}>{(failure) => <FailureBanner error={failure()} />}</Show>
      <Button type="submit" look="filled" class="big" busy={busy()}>
        Create the account
      </Button>
    </form>
  );
  return (
    <main class="door setup">
      <div class="stack">
        <span class="mark" aria-hidden="true">
          <Icon name="crown" />
        </span>
        <h1>Welcome to Regent</h1>
        <Show
          when={!(status.isSuccess && !status.data.needed)}
          fallback={
            <p class="quiet">
              Set-up is done. <a href="./">Sign in</a>
            </p>
          }
        >
          <p class="quiet">Make the first account. The engine is prepared meanwhile.</p>
          <Show
            when={token}
            fallback={
              <section class="banner">
                <Icon name="info" />
                <div>
                  <strong>This address lacks its token.</strong>{' '}
                  <span class="quiet">Open the whole set-up link that Regent printed when it started.</span>
                </div>
              </section>
            }
          >
            {form()}
          </Show>
        </Show>
        <Show when={status.isSuccess && status.data.steps.length > 0}>
          <h2>Getting ready</h2>
          <ProgressSteps
            steps={(status.data?.steps ?? []).map((step) => ({
              label: step.name,
              state: step.state,
              text: step.text,
              durationMs: null,
            }))}
          />
        </Show>
        <Show when={status.isError}>
          <FailureBanner error={status.error} />
        </Show>
      </div>
    </main>
  );
}
