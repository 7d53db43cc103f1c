import { createSignal, Show } from 'solid-js';
import { Button } from '../ui/button.tsx';
import { FailureBanner } from '../ui/states.tsx';

export interface Entered {
  readonly email: string;
  readonly password: string;
}

/** E-mail and password, and one button. `new` asks for a password that is still to be made. */
export function AccountForm(props: {
  readonly action: string;
  readonly new?: { readonly passwordLengthMin: number };
  readonly note?: string;
  readonly onSend: (entered: Entered) => Promise<void>;
}) {
  const [email, setEmail] = createSignal('');
  const [password, setPassword] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await props.onSend({ email: email(), password: password() });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
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
              placeholder={props.new ? 'you@example.com' : ''}
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
              autocomplete={props.new ? 'new-password' : 'current-password'}
              required
              minLength={props.new?.passwordLengthMin}
              placeholder={props.new ? `${props.new.passwordLengthMin} characters or more` : ''}
              value={password()}
              onInput={(event) => setPassword(event.currentTarget.value)}
            />
          </span>
        </label>
      </div>
      <Show when={props.note}>
        <p class="quiet">{props.note}</p>
      </Show>
      <Show when={error()}>{(failure) => <FailureBanner error={failure()} />}</Show>
      <Button type="submit" look="filled" class="big" busy={busy()}>
        {props.action}
      </Button>
    </form>
  );
}
