import type { JSX } from 'solid-js';
import { setTheme, theme } from '../lib/preferences.ts';
import { Icon } from './icon.tsx';
import './door.css';

/** The page of somebody who is not in yet: mark, title, one sentence, and what to do. */
export function Door(props: { readonly title: string; readonly text: string; readonly children: JSX.Element }) {
  return (
    <main class="door">
      <div class="stack">
        <span class="mark" aria-hidden="true">
          <Icon name="crown" />
        </span>
        <h1>{props.title}</h1>
        <p class="quiet">{props.text}</p>
        {props.children}
      </div>
      <footer>
        <button type="button" class="link" onClick={() => setTheme(theme() === 'dark' ? 'light' : 'dark')}>
          Appearance
        </button>
      </footer>
    </main>
  );
}

/** What somebody at the door has to know first. */
export function DoorNote(props: { readonly title: string; readonly text: string }) {
  return (
    <section class="banner">
      <Icon name="info" />
      <div>
        <strong>{props.title}</strong> <span class="quiet">{props.text}</span>
      </div>
    </section>
  );
}
