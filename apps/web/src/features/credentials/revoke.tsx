import type { SecretVersionView } from '@regent/core';
import { Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { itemsChanged } from '../../lib/query-client.ts';
import { DangerSheet } from '../../ui/danger-sheet.tsx';
import { toast } from '../../ui/toasts.tsx';

const REVISIONS_SHOWN = 5;

/** What is destroyed does not come back, so the credential's name is typed, and what is lost with it is said. */
export function RevokeSheet(props: {
  readonly name: string;
  readonly field: string;
  readonly version: SecretVersionView;
  readonly onClose: () => void;
}) {
  const revoke = async () => {
    const { secret, version } = props.version;
    await api.vault.revoke.mutate({ secret, version });
    itemsChanged();
    toast(`Revoked version ${version} of ${props.field}`);
  };
  return (
    <DangerSheet
      title={`Revoke version ${props.version.version} of ${props.field}?`}
      action="Revoke"
      failed="Not revoked."
      word={props.name}
      act={revoke}
      onClose={props.onClose}
    >
      <p>
        The vault destroys this version; nobody can read or use it again. Revoke the key at the provider too: the vault
        cannot do that.
      </p>
      <Show when={props.version.revisions.length > 0}>
        <p>
          {revisionWords(props.version.revisions)} used it. History keeps what they say, but whoever goes back there
          will find {props.name} left as it is at that time.
        </p>
      </Show>
    </DangerSheet>
  );
}

function revisionWords(numbers: readonly number[]): string {
  if (numbers.length === 1) return `Revision ${numbers[0]}`;
  const shown = numbers.slice(-REVISIONS_SHOWN).join(', ');
  const more = numbers.length - REVISIONS_SHOWN;
  return more > 0 ? `Revisions ${shown} and ${more} older ones` : `Revisions ${shown}`;
}
