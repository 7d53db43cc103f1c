import type { Json } from '@regent/core';
import { Show } from 'solid-js';
import { findingsAt } from '../../lib/item/check.ts';
import { originOf } from '../../lib/item/draft.ts';
import type { ItemSection } from '../../lib/item/item-inspector.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Row, Select } from '../../ui/field.tsx';
import { OrderedList } from '../../ui/ordered-list.tsx';
import { fallbackClasses } from './fallback-classes.ts';
import { useCallable } from './group-names.ts';
import { targetName } from './target.ts';

/** Why, for which group, and what is tried in which order. */
export function FallbackForm(props: ItemSection) {
  const callable = useCallable();
  const reason = () => props.draft.text(['class']) || 'general';
  const targets = () => (props.draft.get(['targets']) as readonly Json[] | undefined) ?? [];
  // A target may carry parameters of its own; moving it keeps them.
  const setTargets = (names: readonly string[]) =>
    props.draft.set(
      ['targets'],
      names.map((name) => targets().find((target) => targetName(target) === name) ?? name),
    );
  const setReason = (next: string) => {
    const { source, ...rest } = props.draft.data();
    props.draft.replace(next === 'default' ? { ...rest, class: next } : { ...rest, class: next, source: source ?? '' });
  };
  return (
    <>
      <section class="group">
        <Row
          label="When"
          help={fallbackClasses.find(({ value }) => value === reason())?.help}
          origin={originOf(props.draft.view(), ['class'], props.draft.get(['class']), undefined)}
        >
          {(ids) => (
            <Select
              id={ids.input}
              describedBy={ids.notes}
              disabled={props.locked()}
              value={reason()}
              options={fallbackClasses}
              onValue={setReason}
            />
          )}
        </Row>
        <Show when={reason() !== 'default'}>
          <Row
            label="Group"
            origin={originOf(props.draft.view(), ['source'], props.draft.get(['source']), undefined)}
            findings={findingsAt(props.diagnostics(), '/source')}
          >
            {(ids) => (
              <Combobox
                free
                id={ids.input}
                describedBy={ids.notes}
                disabled={props.locked()}
                value={props.draft.text(['source'])}
                options={[...callable(), { value: '*', label: '*', note: 'any group' }]}
                onValue={(name) => props.draft.set(['source'], name)}
              />
            )}
          </Row>
        </Show>
        <Row
          label="Then try"
          origin={originOf(props.draft.view(), ['targets'], props.draft.get(['targets']), undefined)}
          findings={findingsAt(props.diagnostics(), '/targets')}
        >
          {() => (
            <OrderedList
              label="targets"
              values={targets().map(targetName)}
              options={callable()}
              placeholder="Add a group…"
              onValues={setTargets}
            />
          )}
        </Row>
      </section>
      <p class="quiet">
        Kept in <code>{props.draft.text(['section'])}</code>, where it came from.
      </p>
    </>
  );
}
