import { type JSX, Show } from 'solid-js';
import { openSidebar } from '../lib/sidebar.ts';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import { Menu, type MenuEntry } from './menu.tsx';

interface PaneProps {
  readonly title: string;
  readonly count?: string | undefined;
  /** Pages of inset groups stand on grey; tables on white. */
  readonly grouped?: boolean;
  readonly search?:
    | { readonly placeholder: string; readonly value: string; readonly onInput: (value: string) => void }
    | undefined;
  /** The screen's one primary action. */
  readonly action?: JSX.Element;
  readonly menu?: readonly MenuEntry[] | undefined;
  readonly children: JSX.Element;
}

/** The middle column: toolbar with title, search and one action; what scrolls below it. */
export function Pane(props: PaneProps) {
  return (
    <main class="pane" classList={{ grouped: props.grouped ?? false }}>
      <header class="toolbar">
        <IconButton class="menu-button" icon="menu" label="Sections" onClick={openSidebar} />
        <h1>
          {props.title} <Show when={props.count}>{(count) => <small>{count()}</small>}</Show>
        </h1>
        <Show when={props.search}>
          {(search) => (
            <label class="input search">
              <Icon name="search" />
              <input
                data-search
                type="search"
                placeholder={search().placeholder}
                aria-label={search().placeholder}
                value={search().value}
                onInput={(event) => search().onInput(event.currentTarget.value)}
                onKeyDown={(event) => {
                  if (event.key !== 'Escape') return;
                  event.stopPropagation();
                  search().onInput('');
                  event.currentTarget.blur();
                }}
              />
              <kbd>/</kbd>
            </label>
          )}
        </Show>
        {props.action}
        <Show when={props.menu && props.menu.length > 0}>
          <Menu label="More" entries={props.menu ?? []} />
        </Show>
      </header>
      {props.children}
    </main>
  );
}
