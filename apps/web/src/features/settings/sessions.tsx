import { useQuery } from '../../lib/query.ts';
import { For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { queryClient } from '../../lib/query-client.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/states.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';
import { RelativeTime } from '../../ui/words.tsx';

export function Sessions() {
  const sessions = useQuery(() => api.session.list.options());
  const revoke = async (id: string) => {
    try {
      await api.session.revoke.mutate({ id });
      toast('Signed out there');
      void queryClient.invalidateQueries({ queryKey: api.session.list.key() });
    } catch (error) {
      toastFailure(error);
    }
  };
  return (
    <section>
      <div class="group-title">
        <h2>Sessions</h2>
      </div>
      <Loaded query={sessions} what="Your sessions could not be read." rows={2}>
        {(list) => (
          <div class="group">
            <For each={list()}>
              {(session) => (
                <div class="item">
                  <div>
                    {browserOf(session.userAgent)}
                    <small class="block">
                      since <RelativeTime at={session.createdAt} />, seen <RelativeTime at={session.lastSeenAt} />
                    </small>
                  </div>
                  <span class="push" />
                  <Show when={!session.current} fallback={<span class="badge">This one</span>}>
                    <Button small onClick={() => void revoke(session.id)}>
                      Sign out
                    </Button>
                  </Show>
                </div>
              )}
            </For>
          </div>
        )}
      </Loaded>
    </section>
  );
}

/** `Chrome on Linux`, as far as a user agent tells. */
function browserOf(agent: string | null): string {
  if (!agent) return 'Unknown browser';
  const find = (names: readonly (readonly [RegExp, string])[]) => names.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = find([
    [/Edg\//, 'Edge'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ]);
  const system = find([
    [/iPhone|iPad/, 'iOS'],
    [/Android/, 'Android'],
    [/Mac OS X/, 'macOS'],
    [/Windows/, 'Windows'],
    [/Linux/, 'Linux'],
  ]);
  return browser ? `${browser}${system ? ` on ${system}` : ''}` : agent.slice(0, 60);
}
