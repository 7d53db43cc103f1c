import { Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { useQuery } from '../../lib/query.ts';
import { Icon } from '../../ui/icon.tsx';

const NAMES_SHOWN = 6;

/** What going back to this revision would mean, said before anything is pressed; nothing when it would be harmless. */
export function RestoreCheckNotice(props: { readonly number: number }) {
  const check = useQuery(() => api.revision.checkRestore.options({ number: props.number }));
  const data = () => (check.isSuccess ? check.data : null);
  const errors = () => data()?.diagnostics.filter(({ severity }) => severity === 'error') ?? [];
  const sentences = (): readonly string[] => {
    const found = data();
    if (found === null) return [];
    return [
      found.leftOut.length > 0 &&
        `${names(found.leftOut)} cannot come back, because ${found.leftOut[0]?.why ?? ''}; it stays as it is.`,
      found.removed.length > 0 && `${names(found.removed)} would go.`,
      found.replaced.count > 0 &&
        `${plural(found.replaced.count, 'staged change')} of ${found.replaced.people.join(', ')} would be replaced.`,
      errors().length > 0 && `Today's rules find ${plural(errors().length, 'error')}: ${errors()[0]?.message ?? ''}`,
    ].filter((sentence) => sentence !== false);
  };
  return (
    <Show when={sentences().length > 0}>
      <section class="banner" aria-label="Before going back">
        <Icon name={errors().length > 0 ? 'warn' : 'info'} />
        <div>
          <strong>Going back to revision {props.number}:</strong> <span class="quiet">{sentences().join(' ')}</span>
        </div>
      </section>
    </Show>
  );
}

function names(items: readonly { readonly name: string }[]): string {
  const shown = items.slice(0, NAMES_SHOWN).map(({ name }) => name);
  const more = items.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}
