import { useQuery } from '../../lib/query.ts';
import { createSignal, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { setTheme, theme } from '../../lib/preferences.ts';
import { queryClient } from '../../lib/query-client.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { FailureBanner } from '../../ui/states.tsx';
import '../../ui/door.css';

export default function SignIn() {
  const setup = useQuery(() => api.setup.status.options());
  const [email, setEmail] = createSignal('');
  const [password, setPassword] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const account = await api.session.signIn.mutate({ email: email(), password: password() });
      queryClient.clear();
      queryClient.setQueryData(api.session.current.key(), account);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <main class="door">
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <span class="mark" aria-hidden="true">
          <Icon name="crown" />
        </span>
        <h1>Sign in to Regent</h1>
        <p class="quiet">The control plane of your LiteLLM gateway</p>
        <Show when={setup.isSuccess && setup.data.needed}>
          <section class="banner">
            <Icon name="info" />
            <div>
              <strong>Nobody has an account yet.</strong>{' '}
              <span class="quiet">Open the one-time set-up link that Regent printed when it started.</span>
            </div>
          </section>
        </Show>
        <div class="group">
          <label class="row">
            <span>E-mail</span>
            <span class="input bare">
              <input
                type="email"
                autocomplete="username"
                required
                autofocus
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
                autocomplete="current-password"
                required
                value={password()}
                onInput={(event) => setPassword(event.currentTarget.value)}
              />
            </span>
          </label>
        </div>
        <Show when={error()}>{(failure) => <FailureBanner error={failure()} />}</Show>
        <Button type="submit" look="filled" class="big" busy={busy()}>
          Sign in
        </Button>
      </form>
      <footer>
        <button type="button" class="link" onClick={() => setTheme(theme() === 'dark' ? 'light' : 'dark')}>
          Appearance
        </button>
      </footer>
    </main>
  );
}
