import { Show } from 'solid-js';
import { AccountForm, type Entered } from '../../lib/account-form.tsx';
import { api } from '../../lib/api.ts';
import { useQuery } from '../../lib/query.ts';
import { changeAccount } from '../../lib/session.ts';
import { Door, DoorNote } from '../../ui/door.tsx';

export default function SignIn() {
  const setup = useQuery(() => api.setup.status.options());
  const signIn = async (entered: Entered) => changeAccount(await api.session.signIn.mutate(entered));
  return (
    <Door title="Sign in to Regent" text="The control plane of your LiteLLM gateway">
      <Show when={setup.isSuccess && setup.data.needed}>
        <DoorNote
          title="Nobody has an account yet."
          text="Open the one-time set-up link that Regent printed when it started."
        />
      </Show>
      <AccountForm action="Sign in" onSend={signIn} />
    </Door>
  );
}
