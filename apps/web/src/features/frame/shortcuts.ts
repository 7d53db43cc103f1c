import { useNavigate } from '@solidjs/router';
import { onCleanup } from 'solid-js';
import { singleKeys } from '../../lib/preferences.ts';
import type { Screen } from '../../lib/screens.ts';

const JUMP_MS = 1500;

interface Actions {
  readonly palette: () => void;
  readonly help: () => void;
  readonly review: () => void;
}

/** Listens for the shortcuts of the whole page: ⌘K, `/`, `?`, `r`, and `g` with a letter. */
export function useShortcuts(screens: () => readonly Screen[], actions: Actions): void {
  const navigate = useNavigate();
  let jumpUntil = 0;
  const onKey = (event: KeyboardEvent) => {
    if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      return actions.palette();
    }
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
    if (!singleKeys() || isTyping(event.composedPath()[0]) || document.querySelector('[role="dialog"], [role="menu"]'))
      return;
    if (Date.now() < jumpUntil) {
      jumpUntil = 0;
      const screen = screens().find(({ jump }) => jump === event.key);
      if (screen) navigate(screen.path);
      return;
    }
    switch (event.key) {
      case 'g':
        jumpUntil = Date.now() + JUMP_MS;
        return;
      case '/': {
        const field = document.querySelector<HTMLInputElement>('[data-search]');
        if (field) event.preventDefault();
        return field?.focus();
      }
      case '?':
        return actions.help();
      case 'r':
        return actions.review();
    }
  };
  document.addEventListener('keydown', onKey);
  onCleanup(() => document.removeEventListener('keydown', onKey));
}

/** Where the key really went: an editor in a shadow root would else look like its host. */
function isTyping(target: EventTarget | undefined): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox';
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName);
}
