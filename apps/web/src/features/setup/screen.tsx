import { useNavigate } from '@solidjs/router';
import { Match, Show, Switch } from 'solid-js';
import { AccountForm, type Entered } from '../../lib/account-form.tsx';
import { api } from '../../lib/api.ts';
import { useQuery } from '../../lib/query.ts';
import { queryClient } from '../../lib/query-client.ts';
import { Door, DoorNote } from '../../ui/door.tsx';
import { ProgressSteps } from '../../ui/progress-steps.tsx';
import { FailureBanner } from '../../ui/states.tsx';

const PASSWORD_LENGTH_MIN = 10;
const POLL_MS = 1500;

/** The one-time link's page: makes the first account while the engine is still being installed. */
export default function Setup() {
  const navigate = useNavigate();
  const status = useQuery(() => ({ ...api.setup.status.options(), refetchInterval: POLL_MS }));
  const token = location.hash.slice(1);
  const steps = () => status.data?.steps ?? [];
  const complete = async (entered: Entered) => {
    const account = await api.setup.complete.mutate({ token, ...entered });
    queryClient.setQueryData(api.session.current.key(), account);
    navigate('/models', { replace: true });
  };
  return (
    <Door title="Welcome to Regent" text="Make the first account. The engine is prepared meanwhile.">
      <Switch>
        <Match when={status.isSuccess && !status.data.needed}>
          <p class="quiet">
            Set-up is done. <a href="./">Sign in</a>
          </p>
        </Match>
        <Match when={token === ''}>
          <DoorNote
            title="This address lacks its token."
            text="Open the whole set-up link that Regent printed when it started."
          />
        </Match>
        <Match when={token !== ''}>
          <AccountForm
            action="Create the account"
            new={{ passwordLengthMin: PASSWORD_LENGTH_MIN }}
            note="This account administers everything."
            onSend={complete}
          />
        </Match>
      </Switch>
      <Show when={steps().length > 0}>
        <h2>Getting ready</h2>
        <ProgressSteps
          steps={steps().map(({ name, state, text }) => ({ label: name, state, text, durationMs: null }))}
        />
      </Show>
      <Show when={status.isError}>
        <FailureBanner error={status.error} />
      </Show>
    </Door>
  );
}
