import { useNavigate } from '@solidjs/router';
import { Show } from 'solid-js';
import { AccountForm, type Entered } from '../../lib/account-form.tsx';
import { api } from '../../lib/api.ts';
import { queryClient } from '../../lib/query-client.ts';
import { Door, DoorNote } from '../../ui/door.tsx';

const PASSWORD_LENGTH_MIN = 10;

/** The page of an invitation: whoever holds the link makes an account of their own, once. */
export default function Join() {
  const navigate = useNavigate();
  const token = location.hash.slice(1);
  const join = async (entered: Entered) => {
    const account = await api.account.join.mutate({ token, ...entered });
    queryClient.setQueryData(api.session.current.key(), account);
    navigate('/models', { replace: true });
  };
  return (
    <Door title="Join Regent" text="Somebody invited you. Make an account of your own.">
      <Show
        when={token !== ''}
        fallback={<DoorNote title="This address lacks its token." text="Open the whole link that you were given." />}
      >
        <AccountForm
          action="Create the account"
          new={{ passwordLengthMin: PASSWORD_LENGTH_MIN }}
          note="The link works once."
          onSend={join}
        />
      </Show>
    </Door>
  );
}
