import { type ItemView, itemKinds } from '@regent/core';
import { useNavigate } from '@solidjs/router';
import { useQuery } from '../../lib/query.ts';
import { createEffect, createMemo, createSignal, For, Show } from 'solid-js';
import { Dialog } from '@kobalte/core/dialog';
import { api } from '../../lib/api.ts';
import { hrefOfItem } from '../../lib/item/place.ts';
import { setTheme } from '../../lib/preferences.ts';
import { useReview } from '../../lib/review.ts';
import type { Screen } from '../../lib/screens.ts';
import { kindWords } from '../../locale/en.ts';
import { Icon } from '../../ui/icon.tsx';

interface Command {
  readonly id: string;
  readonly group: 'Do' | 'Go to' | 'Items';
  readonly label: string;
  readonly note?: string;
  readonly icon: string;
  readonly run: () => void;
}

const SHOWN = 12;

export default function Palette(props: {
  readonly screens: readonly Screen[];
  readonly onClose: () => void;
  readonly onHelp: () => void;
}) {
  const navigate = useNavigate();
  const review = useReview();
  const items = useQuery(() => api.item.list.options({ kinds: [...itemKinds] }));
  const [ask, setAsk] = createSignal('');
  const [at, setAt] = createSignal(0);
  const actions: readonly Command[] = [
    { id: 'review', group: 'Do', label: 'Review what is staged', icon: 'edit', run: review.open },
    { id: 'add-model', group: 'Do', label: 'Add a model', icon: 'plus', run: () => navigate('/models/new') },
    { id: 'new-key', group: 'Do', label: 'Make a key', icon: 'key', run: () => navigate('/keys?create') },
    { id: 'import', group: 'Do', label: 'Import a config.yaml', icon: 'upload', run: () => navigate('/import') },
    { id: 'light', group: 'Do', label: 'Appearance: light', icon: 'theme', run: () => setTheme('light') },
    { id: 'dark', group: 'Do', label: 'Appearance: dark', icon: 'theme', run: () => setTheme('dark') },
    { id: 'system', group: 'Do', label: 'Appearance: as the system', icon: 'theme', run: () => setTheme('system') },
    { id: 'help', group: 'Do', label: 'Keyboard shortcuts', icon: 'info', run: () => props.onHelp() },
  ];
  const commands = createMemo<readonly Command[]>(() => [
    ...props.screens.map(
      (screen): Command => ({
        id: screen.path,
        group: 'Go to',
        label: screen.label,
        icon: screen.icon,
        run: () => navigate(screen.path),
      }),
    ),
    ...actions,
    ...(items.isSuccess ? items.data : []).map((item) => itemCommand(item, navigate)),
  ]);
  const found = createMemo(() => {
    const words = ask().toLowerCase().split(/\s+/).filter(Boolean);
    const fits = commands().filter((command) =>
      words.every((word) => `${command.label} ${command.note ?? ''}`.toLowerCase().includes(word)),
    );
    return (words.length === 0 ? fits.filter((command) => command.group !== 'Items') : fits).slice(0, SHOWN);
  });
  createEffect(() => {
    ask();
    setAt(0);
  });
  const run = (command: Command | undefined) => {
    if (!command) return;
    props.onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((at() + step + found().length) % Math.max(1, found().length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(found()[at()]);
    }
  };
  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()} modal>
      <Dialog.Portal>
        <div class="scrim top">
          <Dialog.Content class="palette" aria-label="Command palette">
            <label class="ask">
              <Icon name="search" />
              <input
                role="combobox"
                aria-expanded="true"
                aria-controls="palette-list"
                aria-activedescendant={found()[at()] ? `palette-${at()}` : undefined}
                aria-label="Go to or do"
                placeholder="Go to, do, or find an item"
                value={ask()}
                onInput={(event) => setAsk(event.currentTarget.value)}
                onKeyDown={onKeyDown}
              />
            </label>
            <div class="menu" role="listbox" id="palette-list" aria-label="Results">
              <For each={found()} fallback={<p class="quiet none">Nothing matches “{ask()}”</p>}>
                {(command, index) => (
                  <button
                    type="button"
                    role="option"
                    id={`palette-${index()}`}
                    tabIndex={-1}
                    aria-selected={at() === index()}
                    onPointerMove={() => setAt(index())}
                    onClick={() => run(command)}
                  >
                    <Icon name={command.icon} />
                    <span class="clip">{command.label}</span>
                    <Show when={command.note}>
                      <span class="push quiet">{command.note}</span>
                    </Show>
                  </button>
                )}
              </For>
            </div>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog>
  );
}

function itemCommand(item: ItemView, navigate: (href: string) => void): Command {
  return {
    id: `${item.kind}/${item.key}`,
    group: 'Items',
    label: item.name,
    note: kindWords[item.kind].one,
    icon: kindWords[item.kind].icon,
    run: () => navigate(hrefOfItem(item)),
  };
}
