import { createSignal, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { queryClient } from '../../lib/query-client.ts';
import { changeAccount, useSession } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Row, TextInput } from '../../ui/field.tsx';
import { FailureBanner } from '../../ui/states.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';

const PASSWORD_LENGTH_MIN = 10;

export function Account() {
  const session = useSession();
  const [current, setCurrent] = createSignal('');
  const [next, setNext] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  const change = async () => {
    setBusy(true);
    setError(null);
    try {
      await api.session.changePassword.mutate({ current: current(), next: next() });
      setCurrent('');
      setNext('');
      toast('The password is changed; other sessions are signed out');
      void queryClient.invalidateQueries({ queryKey: api.session.list.key() });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const signOut = async () => {
    try {
      await api.session.signOut.mutate();
      changeAccount(null);
    } catch (failure) {
      toastFailure(failure);
    }
  };
  return (
    <section>
      <div class="group-title">
        <h2>Account</h2>
      </div>
      <form
        class="group"
        onSubmit={(event) => {
          event.preventDefault();
          void change();
        }}
      >
        <div class="item">
          <strong>{session.data?.email}</strong>
          <small>{session.data?.role}</small>
          <span class="push" />
          <Button onClick={() => void signOut()}>Sign out</Button>
        </div>
        <Row label="Current password">
          {(ids) => (
            <TextInput
              id={ids.input}
              type="password"
              autocomplete="current-password"
              value={current()}
              onValue={setCurrent}
            />
          )}
        </Row>
        <Row label="New password" help={`At least ${PASSWORD_LENGTH_MIN} characters`}>
          {(ids) => (
            <TextInput id={ids.input} type="password" autocomplete="new-password" value={next()} onValue={setNext} />
          )}
        </Row>
        <div class="item">
          <span class="push" />
          <Button type="submit" busy={busy()} disabled={current() === '' || next().length < PASSWORD_LENGTH_MIN}>
            Change password
          </Button>
        </div>
      </form>
      <Show when={error()}>{(failure) => <FailureBanner error={failure()} what="Not changed." />}</Show>
    </section>
  );
}
