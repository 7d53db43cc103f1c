import { A, useLocation, usePreloadRoute } from '@solidjs/router';
import { useQuery } from '../../lib/query.ts';
import { createEffect, For, on, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { setTheme, theme } from '../../lib/preferences.ts';
import { formatCount } from '../../lib/format.ts';
import { type Screen, screenGroups } from '../../lib/screens.ts';
import { closeSidebar, sidebarOpen } from '../../lib/sidebar.ts';
import { useSession } from '../../lib/session.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Avatar } from '../../ui/words.tsx';

const nextTheme = { system: 'light', light: 'dark', dark: 'system' } as const;

export function Sidebar(props: { readonly screens: readonly Screen[]; readonly onPalette: () => void }) {
  const session = useSession();
  const summary = useQuery(() => api.change.summary.options());
  const location = useLocation();
  const preload = usePreloadRoute();
  createEffect(on(() => location.pathname, closeSidebar, { defer: true }));
  const staged = (screen: Screen) =>
    summary.isSuccess ? (screen.kinds ?? []).reduce((sum, kind) => sum + (summary.data.byKind[kind] ?? 0), 0) : 0;
  return (
    <>
      <Show when={sidebarOpen()}>
        <div class="drawer-scrim" onClick={closeSidebar} />
      </Show>
      <aside
        class="sidebar"
        classList={{ open: sidebarOpen() }}
        aria-label="Sections"
        onKeyDown={(event) => event.key === 'Escape' && closeSidebar()}
      >
        <header>
          <span class="mark" aria-hidden="true">
            <Icon name="crown" />
          </span>
          <strong>Regent</strong>
          <span class="push" />
          <IconButton small icon="search" label="Command palette" onClick={() => props.onPalette()} />
        </header>
        <nav>
          <For each={screenGroups}>
            {(group) => (
              <details open>
                <summary>
                  {group}
                  <Icon name="right" />
                </summary>
                <For each={props.screens.filter((screen) => screen.group === group)}>
                  {(screen) => (
                    <A
                      href={screen.path}
                      end={screen.path === '/'}
                      activeClass="here"
                      onPointerEnter={() => preload(screen.path, { preloadData: true })}
                    >
                      <Icon name={screen.icon} />
                      {screen.label}
                      <Show when={staged(screen) > 0}>
                        <span class="count staged" title={`${staged(screen)} staged`}>
                          {formatCount(staged(screen))}
                          <span class="offscreen"> staged</span>
                        </span>
                      </Show>
                    </A>
                  )}
                </For>
              </details>
            )}
          </For>
        </nav>
        <footer>
          <Avatar name={session.data?.email ?? '?'} />
          <A class="clip account" href="/settings">
            {session.data?.email}
          </A>
          <span class="push" />
          <IconButton
            small
            icon="theme"
            label={`Appearance: ${theme()}`}
            onClick={() => setTheme(nextTheme[theme()])}
          />
        </footer>
      </aside>
    </>
  );
}
