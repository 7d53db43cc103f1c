import type { EngineCheckView } from '@regent/core';
import { For, Match, Show, Switch } from 'solid-js';
import { Icon } from '../../ui/icon.tsx';
import { Popover } from '../../ui/popover.tsx';
import { formatDuration, plural } from '../format.ts';
import { skippedWords } from './specs.ts';

interface Said {
  readonly look: 'ok' | 'bad' | '';
  readonly icon: string;
  readonly line: string;
  /** What the line has no room for. */
  readonly more: readonly string[];
}

/** What the real engine makes of the draft, in one line; all that it said stands behind it. */
export function EngineVerdict(props: { readonly verdict: EngineCheckView | 'checking' | 'idle' }) {
  const said = () => (typeof props.verdict === 'object' ? sayVerdict(props.verdict) : null);
  return (
    <div class="verdict-place" role="status">
      <Switch>
        <Match when={props.verdict === 'checking'}>
          <p class="verdict">
            <Icon name="busy" class="spin" /> <span class="clip">Asking the engine</span>
          </p>
        </Match>
        <Match when={said()}>
          {(verdict) => (
            <Show
              when={verdict().more.length > 0}
              fallback={<p class={`verdict ${verdict().look}`}>{line(verdict())}</p>}
            >
              <Popover class={`verdict ${verdict().look}`} title={verdict().line} trigger={line(verdict())}>
                <ul class="said">
                  <For each={verdict().more}>{(text) => <li>{text}</li>}</For>
                </ul>
              </Popover>
            </Show>
          )}
        </Match>
      </Switch>
    </div>
  );
}

function line(said: Said) {
  return (
    <>
      <Icon name={said.icon} /> <span class="clip">{said.line}</span>
    </>
  );
}

function sayVerdict(view: EngineCheckView): Said {
  switch (view.verdict) {
    case 'accepted': {
      const skipped = view.skipped.length > 0 ? [`Not checked: ${skippedWords(view.skipped)}.`] : [];
      const more = [...view.warnings, ...skipped];
      if (view.dropped.length > 0)
        return { look: 'bad', icon: 'warn', line: `Engine would drop ${view.dropped.join(', ')}`, more };
      const warned = view.warnings.length > 0 ? plural(view.warnings.length, 'warning') : '';
      return {
        look: 'ok',
        icon: 'check',
        line: ['Engine accepts', formatDuration(view.durationMs), warned].filter(Boolean).join(' · '),
        more,
      };
    }
    case 'refused':
      return { look: 'bad', icon: 'x', line: 'Engine refuses', more: [view.reason, ...view.warnings] };
    case 'not-checked':
      return { look: '', icon: 'ring', line: 'Not checked by the engine', more: [view.reason] };
  }
}
