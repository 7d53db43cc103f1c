import { createSignal } from 'solid-js';
import { readStored, writeStored } from './storage.ts';

export type Theme = 'light' | 'dark' | 'system';
export type Density = 'regular' | 'compact';

// Theme and density are plain text: `public/theme.js` reads them before anything else runs.
function plain(key: string): string | null {
  try {
    return localStorage.getItem(`regent.${key}`);
  } catch {
    return null;
  }
}

function keepPlain(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`regent.${key}`);
    else localStorage.setItem(`regent.${key}`, value);
  } catch {
    // Chosen for this tab only.
  }
}

const storedTheme = plain('theme');
const [theme, setThemeSignal] = createSignal<Theme>(
  storedTheme === 'light' || storedTheme === 'dark' ? storedTheme : 'system',
);
const [density, setDensitySignal] = createSignal<Density>(plain('density') === 'compact' ? 'compact' : 'regular');
const [singleKeys, setSingleKeysSignal] = createSignal(readStored('local', 'single-keys', true));

export { density, singleKeys, theme };

export function setTheme(next: Theme): void {
  setThemeSignal(next);
  keepPlain('theme', next === 'system' ? null : next);
  if (next === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
}

export function setDensity(next: Density): void {
  setDensitySignal(next);
  keepPlain('density', next === 'compact' ? next : null);
  if (next === 'regular') delete document.documentElement.dataset.density;
  else document.documentElement.dataset.density = next;
}

/** Single-key shortcuts can be switched off, for people whose software types for them. */
export function setSingleKeys(on: boolean): void {
  setSingleKeysSignal(on);
  writeStored('local', 'single-keys', on);
}
