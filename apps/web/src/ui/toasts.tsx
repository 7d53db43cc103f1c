import { createSignal, For, Show } from 'solid-js';
import { toFailure } from '../lib/failure.ts';
import { Button, IconButton } from './button.tsx';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly bad: boolean;
  readonly undo?: (() => void) | undefined;
}

const SHOWN_MS = 5_000;
const SHOWN_WITH_UNDO_MS = 10_000;
const SHOWN_AT_ONCE = 2;
const [toasts, setToasts] = createSignal<readonly Toast[]>([]);
let lastId = 0;

function dismiss(id: number): void {
  setToasts((all) => all.filter((toast) => toast.id !== id));
}

function show(toast: Omit<Toast, 'id'>): void {
  const id = ++lastId;
  // Undo means the last thing done; an older one would take back something else.
  const kept = (all: readonly Toast[]) => (toast.undo ? all.filter(({ undo }) => undo === undefined) : all);
  setToasts((all) => [...kept(all), { ...toast, id }].slice(-SHOWN_AT_ONCE));
  setTimeout(() => dismiss(id), toast.undo ? SHOWN_WITH_UNDO_MS : SHOWN_MS);
}

/** Takes every offered Undo back: once an Apply is under way, what was staged is no longer staged. */
export function forgetUndo(): void {
  setToasts((all) => all.filter(({ undo }) => undo === undefined));
}

/** Says what was done for a few seconds; with the way back, for ten. */
export function toast(text: string, undo?: () => void): void {
  show({ text, bad: false, undo });
}

/** Says what failed and what to do about it. */
export function toastFailure(error: unknown): void {
  const failure = toFailure(error);
  show({ text: `${failure.message} ${failure.hint}`, bad: true });
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      <For each={toasts()}>
        {(item) => (
          <div class="toast" classList={{ bad: item.bad }}>
            <span>{item.text}</span>
            <Show when={item.undo}>
              {(undo) => (
                <Button
                  look="plain"
                  small
                  onClick={() => {
                    undo()();
                    dismiss(item.id);
                  }}
                >
                  Undo
                </Button>
              )}
            </Show>
            <IconButton small icon="x" label="Dismiss" onClick={() => dismiss(item.id)} />
          </div>
        )}
      </For>
    </div>
  );
}
