import { For } from 'solid-js';
import type { Screen } from '../../lib/screens.ts';
import { Sheet } from '../../ui/sheet.tsx';

const general: readonly (readonly [string, string])[] = [
  ['⌘K / Ctrl K', 'Command palette'],
  ['/', 'Search this screen'],
  ['r', 'Review what is staged'],
  ['↑ ↓', 'Move through a list; the Inspector follows'],
  ['Enter', 'Go into the Inspector'],
  ['← →', 'Close or open a group'],
  ['Esc', 'Close what is open'],
  ['⌘S / Ctrl S', 'Save the open item'],
  ['?', 'This list'],
];

export default function ShortcutSheet(props: { readonly screens: readonly Screen[]; readonly onClose: () => void }) {
  return (
    <Sheet title="Keyboard shortcuts" narrow onClose={() => props.onClose()}>
      <div class="body stack">
        <div class="group">
          <For each={general}>
            {([keys, does]) => (
              <div class="item">
                <span>{does}</span>
                <kbd class="push">{keys}</kbd>
              </div>
            )}
          </For>
        </div>
        <div class="group">
          <For each={props.screens.filter((screen) => screen.jump)}>
            {(screen) => (
              <div class="item">
                <span>{screen.label}</span>
                <kbd class="push">g {screen.jump}</kbd>
              </div>
            )}
          </For>
        </div>
      </div>
    </Sheet>
  );
}
