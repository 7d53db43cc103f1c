import { createSignal, type JSX, lazy, onCleanup, Show, Suspense } from 'solid-js';
import { connection, followEvents } from '../../lib/events.ts';
import { useReview } from '../../lib/review.ts';
import type { Screen } from '../../lib/screens.ts';
import { Icon } from '../../ui/icon.tsx';
import { Skeleton } from '../../ui/states.tsx';
import { Toasts } from '../../ui/toasts.tsx';
import { ApplyBar } from './apply-bar.tsx';
import { useShortcuts } from './shortcuts.ts';
import { Sidebar } from './sidebar.tsx';
import './frame.css';

const loadPalette = () => import('./palette.tsx');
const Palette = lazy(loadPalette);
const PALETTE_AHEAD_MS = 1_000;
const ShortcutSheet = lazy(() => import('./shortcut-sheet.tsx'));

type Overlay = 'none' | 'palette' | 'help';

/** A screen whose code is still on its way. */
function Coming() {
  return (
    <main class="pane" aria-busy="true">
      <header class="toolbar" />
      <Skeleton rows={10} />
    </main>
  );
}

/** Everything around a screen, for somebody who is signed in. `sheet` is laid over any screen. */
export function Frame(props: {
  readonly screens: readonly Screen[];
  readonly sheet: JSX.Element;
  readonly children: JSX.Element;
}) {
  const [overlay, setOverlay] = createSignal<Overlay>('none');
  const review = useReview();
  const stop = followEvents();
  onCleanup(stop);
  // Who presses Ctrl K goes on typing at once: the palette is there before.
  const ahead = setTimeout(() => void loadPalette(), PALETTE_AHEAD_MS);
  onCleanup(() => clearTimeout(ahead));
  useShortcuts(() => props.screens, {
    palette: () => setOverlay('palette'),
    help: () => setOverlay('help'),
    review: review.open,
  });
  return (
    <>
      <div class="app">
        <Sidebar screens={props.screens} onPalette={() => setOverlay('palette')} />
        <Suspense fallback={<Coming />}>{props.children}</Suspense>
        <Show when={connection() === 'lost'}>
          <p class="offline" role="status">
            <Icon name="warn" /> Regent does not answer. What you see may be old; the gateway serves on.
          </p>
        </Show>
        <ApplyBar />
      </div>
      <Suspense>
        <Show when={review.isOpen()}>{props.sheet}</Show>
        <Show when={overlay() === 'palette'}>
          <Palette screens={props.screens} onClose={() => setOverlay('none')} onHelp={() => setOverlay('help')} />
        </Show>
        <Show when={overlay() === 'help'}>
          <ShortcutSheet screens={props.screens} onClose={() => setOverlay('none')} />
        </Show>
      </Suspense>
      <Toasts />
    </>
  );
}
