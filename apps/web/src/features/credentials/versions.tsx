import type { ItemView, SecretVersionView } from '@regent/core';
import { createSignal, For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { useQuery } from '../../lib/query.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/states.tsx';
import { RelativeTime, Status } from '../../ui/words.tsx';
import { RevokeSheet } from './revoke.tsx';
import { pinsOf } from './rotation.ts';

/** Every version that the vault keeps of its secrets: how old, in use or left behind, and the way to end one. */
export function Versions(props: { readonly view: ItemView; readonly locked: boolean }) {
  const pins = () => pinsOf(props.view.applied ?? props.view.data);
  const versions = useQuery(() => api.vault.versions.options({ secrets: pins().map(({ secret }) => secret) }));
  const [revoking, setRevoking] = createSignal<SecretVersionView | null>(null);
  return (
    <Loaded query={versions} what="The stored versions could not be read." rows={2}>
      {(rows) => (
        <For each={pins()}>
          {(pin) => (
            <section class="group" aria-label={`Versions of ${pin.field}`}>
              <For each={rows().filter(({ secret }) => secret === pin.secret)}>
                {(version) => (
                  <VersionRow
                    field={pin.field}
                    version={version}
                    locked={props.locked}
                    onRevoke={() => setRevoking(version)}
                  />
                )}
              </For>
              <Show when={revoking()?.secret === pin.secret && revoking()}>
                {(version) => (
                  <RevokeSheet
                    name={props.view.name}
                    field={pin.field}
                    version={version()}
                    onClose={() => setRevoking(null)}
                  />
                )}
              </Show>
            </section>
          )}
        </For>
      )}
    </Loaded>
  );
}

function VersionRow(props: {
  readonly field: string;
  readonly version: SecretVersionView;
  readonly locked: boolean;
  readonly onRevoke: () => void;
}) {
  return (
    <div class="item">
      <div>
        <span class="mono">{props.field}</span> version {props.version.version}
        <small class="block">
          Stored <RelativeTime at={props.version.createdAt} /> by {props.version.createdBy}
        </small>
      </div>
      <span class="push" />
      <Show
        when={props.version.revokedAt}
        fallback={
          <Show when={!props.version.inUse} fallback={<Status state="ok">In use</Status>}>
            <Button
              small
              look="danger"
              disabled={props.locked}
              aria-label={`Revoke version ${props.version.version} of ${props.field}`}
              onClick={() => props.onRevoke()}
            >
              Revoke…
            </Button>
          </Show>
        }
      >
        {(at) => (
          <Status state="off" title={`by ${props.version.revokedBy ?? ''}`}>
            Revoked <RelativeTime at={at()} />
          </Status>
        )}
      </Show>
    </div>
  );
}
