import { isJsonObject, type Json } from '@regent/core';
import { Show } from 'solid-js';
import { findingsAt } from '../../lib/item/check.ts';
import { originOf } from '../../lib/item/draft.ts';
import type { ItemSection } from '../../lib/item/item-inspector.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Row, Switch, TextInput } from '../../ui/field.tsx';
import { useAliasChain, useCallable } from './group-names.ts';
import { targetName } from './target.ts';

/** The name, the group that answers, and whether clients see it in their list. */
export function AliasForm(props: ItemSection) {
  const callable = useCallable();
  const chain = useAliasChain();
  const target = () => props.draft.get(['target']);
  const setTarget = (name: string) => {
    const now = target();
    props.draft.set(['target'], isJsonObject(now) ? { ...now, model: name } : name);
  };
  const steps = () => chain(targetName(target() ?? ''));
  return (
    <>
      <section class="group">
        <Row
          label="Name"
          origin={originOf(props.draft.view(), ['name'], props.draft.get(['name']), undefined)}
          findings={findingsAt(props.diagnostics(), '/name')}
        >
          {(ids) => (
            <TextInput
              id={ids.input}
              aria-describedby={ids.notes}
              disabled={props.locked()}
              value={props.draft.text(['name'])}
              onValue={(name) => props.draft.set(['name'], name)}
            />
          )}
        </Row>
        <Row
          label="Answers as"
          origin={originOf(props.draft.view(), ['target'], target(), undefined)}
          findings={findingsAt(props.diagnostics(), '/target')}
        >
          {(ids) => (
            <Combobox
              free
              id={ids.input}
              describedBy={ids.notes}
              disabled={props.locked()}
              value={targetName(target() ?? '')}
              options={callable().filter(({ value }) => value !== props.draft.get(['name']))}
              onValue={setTarget}
            />
          )}
        </Row>
        <Row label="Hidden" help="Works, but is not listed to clients">
          {(ids) => (
            <Switch
              id={ids.input}
              describedBy={ids.notes}
              disabled={props.locked()}
              on={isHidden(target())}
              onChange={(on) => props.draft.set(['target'], withHidden(target(), on))}
            />
          )}
        </Row>
      </section>
      <Show when={steps().length > 1}>
        <p class="quiet">The engine follows one step only, so Regent writes the last name: {steps().join(' → ')}.</p>
      </Show>
    </>
  );
}

export function isHidden(target: Json | undefined): boolean {
  return isJsonObject(target) && target.hidden === true;
}

/** The same alias, hidden or shown; parameters beside are kept. */
function withHidden(target: Json | undefined, hidden: boolean): Json {
  const rest = isJsonObject(target) ? target : { model: target ?? '' };
  if (hidden) return { ...rest, hidden: true };
  const { hidden: _, ...shown } = rest;
  return Object.keys(shown).length === 1 && typeof shown.model === 'string' ? shown.model : shown;
}
